import { LoadingState, type PanelData } from '@grafana/data';

import { type CloseReason, type ConnectionStatus } from '../../engine/protocol';
import { type BufferState } from '../../frames/toDataFrame';
import { bufferText, connectionStatus, connectionText } from './connectionStatus';

const NOW = Date.UTC(2026, 6, 26, 12);
const REASON: CloseReason = { code: 1006, reason: '', text: 'The connection was lost.' };
const COUNTS = { attempt: 0, reconnects: 0, unsent: 0 };
const at = (hour: number, minute = 0, second = 0) => Date.UTC(2026, 6, 26, hour, minute, second);

describe('connectionText', () => {
  it.each<[Partial<ConnectionStatus>, string]>([
    [{ state: 'connecting' }, 'Connecting'],
    [{ state: 'connecting', attempt: 3 }, 'Connecting, attempt 3'],
    [{ state: 'greeting', step: 2 }, 'Handshake, step 2'],
    [{ state: 'open', sinceMs: at(8, 5, 9), protocol: '' }, 'Open since 08:05:09'],
    [
      { state: 'open', sinceMs: at(8), protocol: '', silentSinceMs: at(11, 59, 30) },
      'Open since 08:00:00, silent since 11:59:30',
    ],
    [
      { state: 'waiting', attempt: 2, retryAtMs: at(12, 0, 5), reason: REASON },
      'Waiting: attempt 2, next try at 12:00:05. The connection was lost.',
    ],
    [{ state: 'stopped', reason: REASON }, 'Stopped: The connection was lost.'],
  ])('says of %j “%s”', (status, text) => {
    expect(connectionText({ ...COUNTS, ...status } as ConnectionStatus, NOW)).toBe(text);
  });

  it('has the date of another day', () => {
    const status: ConnectionStatus = { ...COUNTS, state: 'open', sinceMs: Date.UTC(2026, 6, 24, 8), protocol: '' };
    expect(connectionText(status, NOW)).toBe('Open since 2026-07-24 08:00:00');
  });

  it('counts what is worth a word', () => {
    const open: ConnectionStatus = { ...COUNTS, state: 'open', sinceMs: at(8), protocol: '' };
    expect(connectionText({ ...open, reconnects: 1 }, NOW)).toBe('Open since 08:00:00 · reconnected once');
    expect(connectionText({ ...open, reconnects: 3, unsent: 2 }, NOW)).toBe(
      'Open since 08:00:00 · reconnected 3 times · 2 messages not sent'
    );
  });
});

describe('bufferText', () => {
  const data = (buffer: BufferState | undefined) =>
    ({ series: [{ refId: 'A', fields: [], length: 0, meta: { custom: { buffer } } }] }) as unknown as PanelData;

  it('says what the buffer of a query holds and takes', () => {
    expect(bufferText(data({ rows: 1, bytes: 640 }), 'A')).toBe('1 row kept (640 B)');
    const large = { rows: 1_000_000, bytes: 12 * 1024 * 1024, shown: 998 };
    expect(bufferText(data(large), 'A')).toBe('1,000,000 rows kept (12 MiB), 998 shown');
  });

  it('says nothing before there is one', () => {
    expect(bufferText(data(undefined), 'A')).toBeUndefined();
    expect(bufferText(data({ rows: 1, bytes: 1 }), 'B')).toBeUndefined();
  });
});

describe('connectionStatus', () => {
  const status = { ...COUNTS, state: 'connecting' };
  const data = (custom: Record<string, unknown> | undefined) =>
    ({
      state: LoadingState.Streaming,
      series: [{ refId: 'A', fields: [], length: 0, meta: { custom } }],
    }) as unknown as PanelData;

  it('is found in the query’s own frame', () => {
    expect(connectionStatus(data({ connection: status }), 'A')).toBe(status);
    expect(connectionStatus(data({ connection: status }), 'B')).toBeUndefined();
  });

  it('is absent where a frame has none', () => {
    expect(connectionStatus(undefined, 'A')).toBeUndefined();
    expect(connectionStatus(data(undefined), 'A')).toBeUndefined();
    expect(connectionStatus(data({ connection: 'open' }), 'A')).toBeUndefined();
  });
});
