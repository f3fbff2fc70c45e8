/** What a panel's packets take of the main thread, as it was seen. */
export interface PanelLoad {
  /** Of one packet, on average. */
  costMs: number;
  /** The panel's own least interval between packets. */
  intervalMs: number;
  /** How many packets a millisecond it had. */
  perMs: number;
  /** The page's pace meanwhile. */
  atPaceMs: number;
}

/** A panel that uses so much of the rate that it may have is held back by it, and would use a higher rate, too. */
const HELD_BACK = 0.7;

/** No pace is slower, whatever the share: a picture that stands still for longer looks as if nothing came. */
export const SLOWEST_MS = 2000;

/** The share of the main thread that panels would take at a pace, 0 to 1 or more. */
export function shareAt(loads: PanelLoad[], paceMs: number): number {
  return loads.reduce((share, load) => share + load.costMs * rateAt(load, paceMs), 0);
}

/** The fastest pace, in whole milliseconds, at which panels take no more than this share; 0: none is needed. */
export function paceWithin(loads: PanelLoad[], share: number): number {
  if (shareAt(loads, 0) <= share) {
    return 0;
  }
  // The share falls as the pace slows down: halve where it must be.
  let [fast, slow] = [0, SLOWEST_MS];
  while (slow - fast > 1) {
    const middle = Math.floor((fast + slow) / 2);
    [fast, slow] = shareAt(loads, middle) <= share ? [fast, middle] : [middle, slow];
  }
  return slow;
}

function rateAt({ intervalMs, perMs, atPaceMs }: PanelLoad, paceMs: number): number {
  const most = 1 / Math.max(intervalMs, paceMs);
  const isHeldBack = perMs * Math.max(intervalMs, atPaceMs) >= HELD_BACK;
  return isHeldBack ? most : Math.min(perMs, most);
}
