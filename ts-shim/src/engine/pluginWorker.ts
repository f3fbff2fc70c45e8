/**
 * A worker of the plugin's, wherever the plugin comes from: a browser does not start another origin's script as a
 * worker, but a script of this origin's may import it.
 *
 * To be called with `new`, and with a `new URL(…)` written out: webpack.config.js has webpack see a worker there.
 */
export const PluginWorker = function (script: URL): Worker {
  if (script.origin === location.origin) {
    return new Worker(script);
  }
  const source = new Blob([`importScripts(${JSON.stringify(script.href)});`], { type: 'text/javascript' });
  const address = URL.createObjectURL(source);
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
} as unknown as new (script: URL) => Worker;
