import { snapshot } from '../testing/snapshots';
import { FailureLog } from './failureLog';

const stats = (messages: number, failed: number) => snapshot([], 0, { messages, failed }).stats;

describe('FailureLog', () => {
  it('knows a failure until a thousand messages have come without another', () => {
    const log = new FailureLog();
    expect(log.isRecent('a', stats(10, 0), 0)).toBe(false);
    expect(log.isRecent('a', stats(11, 1), 0)).toBe(true);
    expect(log.isRecent('a', stats(1010, 1), 0)).toBe(true);
    expect(log.isRecent('a', stats(1011, 1), 0)).toBe(false);
    expect(log.isRecent('a', stats(1012, 2), 0)).toBe(true);
  });

  it('knows it for a minute at most, and keeps streams apart', () => {
    const log = new FailureLog();
    expect(log.isRecent('a', stats(1, 1), 0)).toBe(true);
    expect(log.isRecent('a', stats(2, 1), 60_000)).toBe(false);
    expect(log.isRecent('b', stats(2, 1), 60_000)).toBe(true);
  });
});
