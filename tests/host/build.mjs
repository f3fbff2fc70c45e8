/**
 * Builds the host page into `tests/out/host`: `node tests/host/build.mjs`.
 *
 * Everything that it needs is beside it, so that it works offline: Grafana's icons too.
 */
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'out', 'host');
const require = createRequire(import.meta.url);

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { host: join(here, 'src', 'main.tsx') },
  outdir: out,
  ...bundle,
});

const icons = join(dirname(require.resolve('@grafana/ui/package.json')), 'dist', 'public', 'img', 'icons');
const iconsOut = join(out, 'public', 'build', 'img', 'icons');
await cp(icons, iconsOut, { recursive: true });
// A few that @grafana/ui asks for are not in its npm package.
await cp(join(here, 'icons'), iconsOut, { recursive: true });
for (const file of ['index.html', 'fonts.css']) {
  await cp(join(here, file), join(out, file));
}
