// Builds the plugin into dist/: create-plugin's configuration (ts-shim/.config, unmodified) with what this repository
// does differently. Run from ts-shim: npx webpack -c ../webpack.config.js --env production
//
//   --env wasmPkg=DIR   takes the wasm package from there instead of crates/tributary-wasm/pkg

const fs = require('fs');
const path = require('path');

const ROOT = __dirname;
const SHIM = path.join(ROOT, 'ts-shim');
const DIST = path.join(ROOT, 'dist');

// create-plugin's files resolve everything against the working directory.
process.chdir(SHIM);

// They are TypeScript; `moduleResolution` because their own tsconfig is for a bundler, which CommonJS can't be.
require('ts-node').register({
  cwd: SHIM,
  skipProject: true,
  transpileOnly: true,
  compilerOptions: {
    module: 'commonjs',
    moduleResolution: 'node',
    target: 'es2022',
    esModuleInterop: true,
  },
});

/** The root plugin.json is the only one: the copy is where create-plugin's configuration looks for it, untracked. */
function copyPluginJson() {
  fs.copyFileSync(path.join(ROOT, 'plugin.json'), path.join(SHIM, 'src', 'plugin.json'));
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'plugin.json'), 'utf8'));
}

/** Every file in dist is in the signed manifest: these, and what webpack makes of module.ts. */
function filesToCopy({ info }) {
  const images = new Set([info.logos.small, info.logos.large, ...info.screenshots.map((shot) => shot.path)]);
  return [
    { from: path.join(ROOT, 'plugin.json') },
    { from: path.join(ROOT, 'LICENSE') },
    // The plugin's own page: the repository's README links to files that are not shipped.
    { from: path.join(SHIM, 'src', 'README.md') },
    { from: path.join(ROOT, 'CHANGELOG.md') },
    ...[...images].map((image) => ({
      from: path.join(SHIM, 'src', image),
      to: image,
    })),
  ];
}

function wasmRules() {
  return [
    {
      // Grafana serves it with an hour of caching: its name changes with its content.
      test: /tributary_wasm_bg\.wasm$/,
      type: 'asset/resource',
      generator: { filename: '[name].[contenthash][ext]' },
    },
    {
      // The glue is told the module's address; its own `new URL(…)`, if it has one, must not pull in another copy.
      test: /tributary_wasm\.js$/,
      parser: { url: false },
    },
  ];
}

/** Adapts the plugins that write into dist, which create-plugin expects in the working directory. */
function adaptPlugin(plugin, pluginJson) {
  switch (plugin.constructor.name) {
    case 'CopyPlugin':
      plugin.patterns = filesToCopy(pluginJson);
      break;
    case 'ReplaceInFilePlugin':
      plugin.options = plugin.options.map((option) => ({
        ...option,
        dir: DIST,
      }));
      break;
  }
}

module.exports = async (env) => {
  const pluginJson = copyPluginJson();
  const { default: createPluginConfig } = require('./ts-shim/.config/webpack/webpack.config.ts');
  const config = await createPluginConfig(env);
  const wasmPkg = path.resolve(ROOT, env.wasmPkg ?? 'crates/tributary-wasm/pkg');

  config.cache.buildDependencies.config.push(__filename);
  config.cache.version = wasmPkg;
  // Source maps would be in the signed package, larger than all the rest of it.
  config.devtool = env.production ? false : config.devtool;
  config.module.rules.push(...wasmRules());
  // What makes workers of scripts, besides `new Worker`.
  config.module.parser = { javascript: { worker: ['...', 'PluginWorker from ./pluginWorker'] } };
  // The worker can't load chunks (its public path is not the plugin's), so nothing may be split off from it.
  config.optimization.splitChunks = false;
  config.output.path = DIST;
  // The engine is expected to be larger than a script; `cargo xtask bench size` watches it.
  config.performance = { assetFilter: (name) => name.endsWith('.js') };
  config.plugins.forEach((plugin) => adaptPlugin(plugin, pluginJson));
  config.resolve.alias = {
    'tributary-wasm$': path.join(wasmPkg, 'tributary_wasm.js'),
    'tributary-wasm/tributary_wasm_bg.wasm$': path.join(wasmPkg, 'tributary_wasm_bg.wasm'),
  };
  return config;
};
