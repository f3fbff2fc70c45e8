/**
 * Builds the page of `cargo xtask bench extract` into `tests/out/bench`: `node tests/bench/build.mjs`.
 *
 * The engine is the one that is shipped: crates/tributary-wasm/pkg, built before.
 */
import { build } from 'esbuild';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', 'out', 'bench');
const engine = join(here, '..', '..', 'crates', 'tributary-wasm', 'pkg');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { extract: join(here, 'src', 'main.ts') },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  alias: { 'tributary-wasm': join(engine, 'tributary_wasm.js') },
});
await cp(join(engine, 'tributary_wasm_bg.wasm'), join(out, 'engine.wasm'));
await writeFile(join(out, 'index.html'), '<!doctype html><script type="module" src="/extract.js"></script>\n');
