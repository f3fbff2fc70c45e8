import wasmUrl from 'tributary-wasm/tributary_wasm_bg.wasm';

import { EngineClient } from './client';
import { PluginWorker } from './pluginWorker';
import { inWorker, onMainThread, type Place, type Start } from './transport';
import { watchPage } from './watchPage';

// webpack sees a worker only where it is written out like this. Without the library option the worker's chunk would be
// wrapped as an AMD module, as the plugin's own is, and never run.
const createWorker = () =>
  new PluginWorker(
    /* webpackChunkName: "engine-worker" */
    /* webpackEntryOptions: { library: { type: 'var', name: '_w' } } */
    new URL('./worker.ts', import.meta.url)
  );

const STARTS: Record<Place, Start> = {
  worker: inWorker(createWorker),
  main: onMainThread(() => import(/* webpackChunkName: "engine-main" */ './host')),
};

/** The page's one engine, shared by every data source and panel; it starts with its first subscription. */
export const pageEngine = new EngineClient(
  (onEvents, place) =>
    STARTS[place]({
      wasmUrl: new URL(wasmUrl, document.baseURI).href,
      seed: crypto.getRandomValues(new Uint32Array(1))[0],
      onEvents,
    }),
  watchPage
);
