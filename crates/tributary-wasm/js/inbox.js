// The way in for frames: what comes with a message event is copied into one buffer in the engine's memory that is used
// again and again. src/inbox.rs owns that buffer and is told where in it the frame is.

/** What a frame is; src/inbox.rs has the same numbers. */
const TEXT = 0;
const BINARY = 1;
const TOO_LARGE = 2;

/** Room that js/inbox.wat wants beyond a byte for each UTF-16 code unit. */
const PADDING = 32;
/** The buffer's smallest size: 16 KiB. */
const SMALLEST = 1 << 14;

// Measured: a call of encodeInto costs 150 to 200 ns, to which V8 adds 0.55 or 0.82 ns a unit of ASCII, now the one and
// now the other, and 1.7 of anything else, SpiderMonkey 0.15 and 0.25; the helper costs 20 ns and in both 0.75 ns a unit
// of either.
const IS_V8 = 'v8BreakIterator' in Intl;
/** Up to here the helper is faster whatever the text, in UTF-16 code units. */
const SHORT = IS_V8 ? 2000 : 300;
/** Up to here it is where texts are not all ASCII. The helper keeps two bytes a unit: at most 2 MiB. */
const LONG = IS_V8 ? 1 << 20 : SHORT;

const encoder = new TextEncoder();

/** Reads frames into memory that `allocate` gives. */
export class FrameReader {
  /**
   * @param {WebAssembly.Memory} memory the engine's
   * @param {number} limit the most bytes that a frame may have
   * @param {(bytes: number) => number} allocate replaces the buffer by a larger one; its address
   * @param {{ fail: (thrown: unknown) => void }} outside is told of what goes wrong in reading a frame
   */
  constructor(memory, limit, allocate, outside) {
    this.memory = memory;
    this.limit = limit;
    this.allocate = allocate;
    this.outside = outside;
    this.at = 0;
    this.capacity = 0;
    this.bytes = new Uint8Array(0);
    this.helper = undefined;
    /** Counts what comes besides frames. */
    this.era = 0;
    /** The longest text to use the helper for; negative where there is none. */
    this.helped = -1;
  }

  /**
   * Reads by JS String Builtins from now on where that is faster.
   *
   * @param {Uint8Array} helper js/inbox.wat, assembled
   * @returns {boolean} whether this browser has what it takes
   */
  help(helper) {
    try {
      const module = new WebAssembly.Module(helper, { builtins: ['js-string'] });
      this.helper = new WebAssembly.Instance(module, { engine: { memory: this.memory } }).exports.read;
      this.helped = SHORT;
      return true;
    } catch {
      // Without builtins they are imports that nobody gives; without arrays the module is not valid at all.
      return false;
    }
  }

  /**
   * What to set as `onmessage`.
   *
   * @param {(kind: number, length: number, now: number) => boolean} deliver is told what came, and when in milliseconds
   *   since 1970; its bytes are the buffer's first. It says whether the next frame's time is known: then that is NaN,
   *   until `lookAtClock` is called
   */
  listener(deliver) {
    let knownIn = -1;
    return ({ data }) => {
      try {
        const isText = typeof data === 'string';
        const length = isText ? this.text(data) : this.binary(data);
        const { era } = this;
        const now = knownIn === era ? NaN : Date.now();
        const isKnown =
          length < 0
            ? deliver(TOO_LARGE, isText ? data.length : data.byteLength, now)
            : deliver(isText ? TEXT : BINARY, length, now);
        knownIn = isKnown ? era : -1;
      } catch (thrown) {
        this.outside.fail(thrown);
      }
    };
  }

  /** Something else than a frame has come. */
  lookAtClock() {
    this.era++;
  }

  /**
   * Copies a text as UTF-8; lone surrogates become U+FFFD.
   *
   * @param {string} text
   * @returns {number} its bytes; negative when they are more than the limit
   */
  text(text) {
    const units = text.length;
    if (units > this.limit) {
      return -1;
    }
    if (units + PADDING > this.capacity) {
      this.reserve(units + PADDING);
    }
    if (units <= this.helped) {
      const written = this.helper(text, this.at, this.at + this.capacity);
      if (written >= 0) {
        if (written === units && units > SHORT) {
          this.helped = SHORT;
        }
        return written;
      }
    }
    return this.encode(text, units);
  }

  /** A text by `encodeInto`. */
  encode(text, units) {
    let { read, written } = encoder.encodeInto(text, this.view());
    if (read < units) {
      this.reserve(Math.min(3 * units, this.limit) + PADDING);
      ({ read, written } = encoder.encodeInto(text, this.view()));
      if (read < units) {
        return -1;
      }
    }
    // A connection's messages are much alike: what is not all ASCII announces more of that.
    if (written > units && this.helper !== undefined) {
      this.helped = LONG;
    }
    return written;
  }

  /**
   * Copies what is binary.
   *
   * @param {ArrayBuffer} data
   * @returns {number} its bytes; negative when they are more than the limit
   */
  binary(data) {
    const length = data.byteLength;
    if (length > this.limit) {
      return -1;
    }
    if (length > this.capacity) {
      this.reserve(length);
    }
    this.view().set(new Uint8Array(data));
    return length;
  }

  /** Makes the buffer at least so large. */
  reserve(bytes) {
    if (bytes > this.capacity) {
      const rounded = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(bytes)));
      this.capacity = Math.max(bytes, Math.min(rounded, this.limit + PADDING));
      this.at = this.allocate(this.capacity) >>> 0;
      this.bytes = new Uint8Array(0);
    }
  }

  /** The buffer, anew where the memory has grown: then its old view has come to nothing. */
  view() {
    if (this.bytes.length === 0) {
      this.bytes = new Uint8Array(this.memory.buffer, this.at, this.capacity);
    }
    return this.bytes;
  }
}
