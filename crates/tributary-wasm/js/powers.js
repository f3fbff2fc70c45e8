// The powers of five by which Rust's `f64::from_str` rounds numbers of many digits.
//
// `cargo xtask build` takes the table out of the module, and leaves a mark, if `powers` computes it to the last byte.
// In a module that was not built so there is no mark, and nothing to do.

const FIRST = -342;
const LAST = 308;

/** What stands at the table's place: words that make sense nowhere else. */
const MARK = Uint32Array.of(0x706f7765, 0x72736f66, 0x66697665, 0x636f6d65);

/** Where marks are looked for, in words: the constants come right after the stack, which is a mebibyte. */
const CONSTANTS = 1 << 19;

/**
 * Puts the table where its mark is, if there is one.
 *
 * @param {WebAssembly.Memory} memory the engine's
 */
export function restore(memory) {
  const words = new Uint32Array(memory.buffer, 0, Math.min(CONSTANTS, memory.buffer.byteLength / 4));
  const at = words.indexOf(MARK[0]);
  if (at >= 0 && MARK.every((word, i) => words[at + i] === word)) {
    words.set(new Uint32Array(powers().buffer), at);
  }
}

/** The table: the 128 highest bits of each power, their upper half first. */
function powers() {
  const table = new BigUint64Array(2 * (LAST - FIRST + 1));
  for (let exponent = FIRST; exponent <= LAST; exponent++) {
    const bits = exponent < 0 ? reciprocal(5n ** BigInt(-exponent), exponent) : highest(5n ** BigInt(exponent));
    table.set([bits >> 64n, BigInt.asUintN(64, bits)], 2 * (exponent - FIRST));
  }
  return table;
}

/**
 * 1 / power, rounded up before it is cut off.
 *
 * @param {bigint} power
 * @param {number} exponent of five
 */
function reciprocal(power, exponent) {
  const length = bitLength(power);
  const scale = exponent < -27 ? 2 * length + 128 : length + 127;
  return highest((1n << BigInt(scale)) / power + 1n);
}

/** @param {bigint} number */
function highest(number) {
  const excess = BigInt(bitLength(number) - 128);
  return excess < 0n ? number << -excess : number >> excess;
}

/** @param {bigint} number */
function bitLength(number) {
  return number.toString(2).length;
}
