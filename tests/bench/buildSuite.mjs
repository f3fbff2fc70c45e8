/** Builds the pages of `cargo xtask bench` that the built plugin is loaded into: `node tests/bench/buildSuite.mjs`. */
import { build } from 'esbuild';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../host/bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'out', 'suite');

/** `quiet` draws nothing; `drawn` has Grafana's panels, too. */
const pages = { quiet: 'quiet.ts', drawn: 'drawn.tsx' };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  ...bundle,
  entryPoints: Object.fromEntries(
    Object.entries(pages).map(([name, file]) => [name, join(here, 'src', 'suite', file)])
  ),
  outdir: out,
});
for (const name of Object.keys(pages)) {
  const html = `<!doctype html><meta charset="utf-8" /><link rel="icon" href="data:," />
<link rel="stylesheet" href="/${name}.css" />
<body><div id="root"></div><script src="/${name}.js"></script></body>
`;
  await writeFile(join(out, `${name}.html`), html);
}
