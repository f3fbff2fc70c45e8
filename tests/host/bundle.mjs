/** How pages with Grafana's packages are bundled: the host page, and those of `cargo xtask bench`. */
import { createRequire } from 'node:module';

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
 * Monaco is Grafana's code editor: 5 MB that no part of these pages uses.
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

/** @type {import('esbuild').BuildOptions} */
export const bundle = {
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
};
