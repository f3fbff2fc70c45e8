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

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'out', 'host');
const require = createRequire(import.meta.url);

/**
 * Grafana's packages in their CommonJS builds, for imports of either kind and from anywhere: a second copy of one of
 * them would have contexts and singletons of its own.
 *
 * @type {import('esbuild').Plugin}
 */
const oneGrafana = {
  name: 'one-grafana',
  setup(plugin) {
    plugin.onResolve({ filter: /^@grafana\// }, ({ path }) => ({ path: require.resolve(path) }));
  },
};

/**
 * Monaco is Grafana's code editor: 5 MB that no part of this page uses.
 *
 * @type {import('esbuild').Plugin}
 */
const noMonaco = {
  name: 'no-monaco',
  setup(plugin) {
    plugin.onResolve({ filter: /^monaco-editor/ }, () => ({ path: 'monaco-editor', namespace: 'empty' }));
    plugin.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { host: join(here, 'src', 'main.tsx') },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  logLevel: 'warning',
  // systemjs's own package.json has a type that esbuild does not know.
  logOverride: { 'package.json': 'silent' },
  define: {
    'process.env.NODE_ENV': '"production"',
    global: 'window',
    // SystemJS defines the global `define`: bundled libraries must not take it for their own loader.
    'define.amd': 'undefined',
  },
  loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
  plugins: [oneGrafana, noMonaco],
});

const icons = join(dirname(require.resolve('@grafana/ui/package.json')), 'dist', 'public', 'img', 'icons');
const iconsOut = join(out, 'public', 'build', 'img', 'icons');
await cp(icons, iconsOut, { recursive: true });
// A few that @grafana/ui asks for are not in its npm package.
await cp(join(here, 'icons'), iconsOut, { recursive: true });
for (const file of ['index.html', 'fonts.css']) {
  await cp(join(here, file), join(out, file));
}
