import { type ConnectionStatus, type StreamStats } from '../engine/protocol';
import { closed, CONNECTING, OPEN, snapshot, stopped, waiting } from '../testing/snapshots';
import { notices as noticesOf, type StreamState } from './notices';

const stats = (given: Partial<StreamStats>) => snapshot([], 0, given).stats;

function notices(
  status: ConnectionStatus | undefined,
  stats: StreamStats | undefined,
  length: number,
  others: Partial<StreamState> = {}
) {
  return noticesOf({ status, stats, length, ...others });
}

describe('notices', () => {
  it('are none while rows come and nothing is wrong', () => {
    expect(notices(OPEN, stats({ messages: 3, rows: 3 }), 3)).toEqual([]);
  });

  it('say that a lost connection is being tried again, as a warning and not as an error', () => {
    const status = waiting('The connection was lost');
    expect(notices(status, stats({ messages: 3, rows: 3 }), 3)).toEqual([
      { severity: 'warning', text: 'Reconnecting: The connection was lost.' },
    ]);
    expect(notices({ ...CONNECTING, attempt: 1 }, undefined, 3)).toEqual([
      { severity: 'warning', text: 'Reconnecting…' },
    ]);
  });

  it('say where to find out why a connection never opened', () => {
    const status = waiting('It was refused.');
    expect(notices(status, undefined, 0, { access: 'proxy', path: '/tickr' })[0].text).toBe(
      "Reconnecting: It was refused. Check the query's path “/tickr”; Save & test in the data source's settings says why."
    );
    expect(notices(status, undefined, 0, { access: 'direct', path: '' })[0].text).toBe(
      "Reconnecting: It was refused. Save & test in the data source's settings says what to check."
    );
  });

  it('say which attempt it is, and when the next one is made if that is not at once', () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 0) });
    const status = { ...waiting('It was refused.', 3), retryAtMs: Date.now() + 9_000 };
    expect(notices(status, undefined, 0, { diagnosis: 'Look there.', timeZone: 'utc' })[0].text).toBe(
      'Reconnecting at 12:00:09 (attempt 3): It was refused. Look there.'
    );
    jest.useRealTimers();
  });

  it('say of a silent connection for how long it has been so, and nothing worse', () => {
    jest.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 0) });
    const status = { ...OPEN, silentSinceMs: Date.now() - 240_000 } as ConnectionStatus;
    expect(notices(status, stats({ messages: 3, rows: 3 }), 3, { timeZone: 'utc' })).toEqual([
      { severity: 'info', text: 'Connected, but silent for 4 min: nothing has come since 11:56:00.' },
    ]);
    expect(notices(status, stats({ messages: 0 }), 0)[0].text).toBe('Connected. No message has come yet.');
    jest.useRealTimers();
  });

  it('say that this computer is offline, if it is', () => {
    const offline = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(notices(waiting('Lost.'), stats({ messages: 1 }), 1)[0].text).toBe(
      'Reconnecting: Lost. This computer is offline.'
    );
    offline.mockRestore();
  });

  it('keep the reason while an attempt is made, and say nothing of the first one’s handshake', () => {
    const greeting = { ...CONNECTING, state: 'greeting', step: 2 } as ConnectionStatus;
    const failure = closed('The server did not send what step 2 of the handshake waits for within 5 s.');
    expect(notices(greeting, undefined, 0)).toEqual([]);
    for (const status of [greeting, CONNECTING]) {
      expect(
        notices({ ...status, attempt: 2 }, stats({ messages: 1 }), 1, { failure, diagnosis: 'Look.' })[0].text
      ).toBe(`Reconnecting (attempt 2): ${failure.text} Look.`);
    }
  });

  it('do not send people elsewhere when the reason says it all', () => {
    expect(notices(stopped('The token has expired.'), undefined, 0)[0].text).toBe(
      'Not connected: The token has expired. Refresh the panel to try again.'
    );
  });

  it('make one notice of an empty buffer and of messages that could not be read', () => {
    const lastFailure = { code: 'json-syntax', message: 'no value', sample: 'pong' };
    expect(notices(OPEN, stats({ messages: 3, failed: 2, filtered: 1, lastFailure }), 0)).toEqual([
      {
        severity: 'warning',
        text:
          'Connected. 3 messages came and made no row: 1 did not match the filter, 2 could not be read, last because: ' +
          'no value. It began with “pong”.',
      },
    ]);
  });

  it('no longer warn of failures that are old', () => {
    expect(notices(OPEN, stats({ messages: 9, rows: 8, failed: 1 }), 8, { failuresAreOld: true })).toEqual([]);
  });

  it('name fields that found nothing', () => {
    expect(notices(OPEN, stats({ messages: 30, rows: 30 }), 30, { silent: ['$.nosuch'] })).toEqual([
      { severity: 'info', text: '“$.nosuch” has no value in any of the 30 rows: check the path and type.' },
    ]);
  });

  it('say nothing of the first attempt', () => {
    expect(notices(CONNECTING, undefined, 0)).toEqual([]);
  });

  it('say why a connection stays closed and how to try again', () => {
    const [notice] = notices(stopped('Policy violation.', 4401), undefined, 0);
    expect(notice).toEqual({
      severity: 'error',
      text: "Not connected: Policy violation. Save & test in the data source's settings says why. Refresh the panel to try again.",
    });
  });

  it('count the messages that could not be read, with the last one’s reason and beginning', () => {
    const lastFailure = { code: 'json-syntax', message: 'expected a value', position: 0, sample: 'pong' };
    expect(notices(OPEN, stats({ messages: 4, rows: 2, failed: 2, lastFailure }), 2)).toEqual([
      {
        severity: 'warning',
        text: '2 messages could not be read, last because: expected a value. It began with “pong”.',
      },
    ]);
  });

  it('shorten what a failed message began with', () => {
    const lastFailure = { code: 'json-syntax', message: 'no', sample: 'x'.repeat(500) };
    const [notice] = notices(OPEN, stats({ rows: 1, failed: 1, lastFailure }), 1);
    expect(notice.text).toMatch(/^1 message could/);
    expect(notice.text.length).toBeLessThan(200);
  });

  it('say why messages made no rows', () => {
    expect(notices(OPEN, stats({ messages: 5, filtered: 3, rowless: 2 }), 0)).toEqual([
      {
        severity: 'info',
        text: 'Connected. 5 messages came and made no row: 3 did not match the filter, 2 had none of the fields.',
      },
    ]);
  });

  it('say of each column how many values did not fit its type, with a sample of them', () => {
    const misfits = [
      { column: 'price', type: 'number', count: 3, sample: '"n/a"' },
      { column: 'time', type: 'time', count: 1, sample: '"yesterday"' },
    ] as const;
    expect(notices(OPEN, stats({ rows: 9, unconverted: 4, misfits: [...misfits] }), 9)).toEqual([
      {
        severity: 'info',
        text:
          '3 values of “price” are not numbers, such as "n/a". ' +
          '1 value of “time” is not a time of its format, such as "yesterday".',
      },
    ]);
  });

  it('shorten a sample, and name only the first columns whose values did not fit', () => {
    const misfit = (column: string) => ({ column, type: 'boolean', count: 2, sample: 'x'.repeat(200) }) as const;
    const [notice] = notices(OPEN, stats({ rows: 9, misfits: ['a', 'b', 'c', 'd', 'e'].map(misfit) }), 9);
    expect(notice.text).toContain(`2 values of “a” are not booleans, such as ${'x'.repeat(80)}….`);
    expect(notice.text).toMatch(/“c” .* 2 more columns had such values\.$/);
    expect(notice.text).not.toContain('“d”');
  });

  it('are at most one of each severity, since Grafana shows no more', () => {
    const status = waiting('Lost.');
    const misfits: StreamStats['misfits'] = [{ column: 'v', type: 'number', count: 1, sample: 'true' }];
    const all = notices(status, stats({ messages: 9, rows: 1, failed: 1, misfits }), 1);
    expect(all.map(({ severity }) => severity)).toEqual(['warning', 'info']);
    expect(all[0].text).toBe('Reconnecting: Lost. 1 message could not be read.');
  });
});
