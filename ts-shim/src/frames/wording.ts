/** How much of a message or a value is shown. */
const SAMPLE_LENGTH = 80;

/** `2 messages`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** With a full stop, if it has no end of its own. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The beginning of a text, in quotation marks. */
export function quote(sample: string): string {
  return `“${shorten(sample)}”`;
}

/** The beginning of a text. */
export function shorten(sample: string): string {
  return sample.length > SAMPLE_LENGTH ? `${sample.slice(0, SAMPLE_LENGTH)}…` : sample;
}

/** About how long: `45 s`, `3 min`, `2 h`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
