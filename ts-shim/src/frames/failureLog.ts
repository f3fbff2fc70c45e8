import { type StreamStats } from '../engine/protocol';

/** After so many messages or so long without a new failure, the old ones are no news. */
const RECENT_MESSAGES = 1000;
const RECENT_MS = 60_000;

/**
 * When each stream's messages last failed to be read. It outlives subscriptions: a dashboard that refreshes every five
 * seconds would otherwise warn of one bad message for good.
 */
export class FailureLog {
  private readonly last = new Map<string, { failed: number; messages: number; atMs: number }>();

  /** Whether messages of this stream failed lately; `stream` tells it from others. */
  isRecent(stream: string, { failed, messages }: StreamStats, nowMs = Date.now()): boolean {
    if (failed === 0) {
      this.last.delete(stream);
      return false;
    }
    let last = this.last.get(stream);
    if (!last || last.failed !== failed) {
      last = { failed, messages, atMs: nowMs };
      this.last.set(stream, last);
    }
    return messages - last.messages < RECENT_MESSAGES && nowMs - last.atMs < RECENT_MS;
  }
}
