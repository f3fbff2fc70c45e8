import init, { __wbg_reset_state } from 'tributary-wasm';

let isUsed = false;

/**
 * Loads the engine's module, and gives it a new instance if there was an engine before: that may have left a broken
 * one, and WebAssembly's memory never shrinks. Whatever is left of the old one is stale, and refused.
 */
export async function freshInstance(wasmUrl: string): Promise<void> {
  await init({ module_or_path: wasmUrl });
  if (isUsed) {
    __wbg_reset_state();
  }
  isUsed = true;
}
