import { readRule, readStep } from './handshakeItems';

describe('readStep', () => {
  it('tells what a step does', () => {
    expect(readStep({ send: '' })).toEqual({ kind: 'send', send: '' });
    expect(readStep({ await: '$.ok' })).toEqual({ kind: 'await', await: '$.ok', withinSeconds: undefined });
    expect(readStep({ await: 'ok', withinSeconds: 3 })).toEqual({ kind: 'await', await: 'ok', withinSeconds: 3 });
  });

  it('shows only a time that counts', () => {
    expect(readStep({ await: 'ok', withinSeconds: '3' })).toMatchObject({ withinSeconds: undefined });
    expect(readStep({ await: 'ok', withinSeconds: 0 })).toMatchObject({ withinSeconds: undefined });
  });

  it.each([[null], ['send'], [['send']], [{}], [{ send: 1 }]])('takes %j for no step', (item) => {
    expect(readStep(item)).toEqual({ kind: 'unknown' });
  });
});

describe('readRule', () => {
  it('tells what a rule does', () => {
    expect(readRule({ everySeconds: 30, send: 'ping' })).toEqual({ kind: 'every', everySeconds: 30, send: 'ping' });
    expect(readRule({ when: '$.ping', send: 'pong' })).toEqual({ kind: 'answer', when: '$.ping', send: 'pong' });
    expect(readRule({ when: '$.error', fail: 'No.' })).toEqual({
      kind: 'fail',
      when: '$.error',
      fail: 'No.',
      retry: false,
    });
    expect(readRule({ when: '$.error', fail: 'No.', retry: true })).toMatchObject({ retry: true });
  });

  it('shows only a time that counts', () => {
    expect(readRule({ everySeconds: '30', send: 'ping' })).toEqual({ kind: 'every', send: 'ping' });
    expect(readRule({ everySeconds: -1, send: 'ping' })).toEqual({ kind: 'every', send: 'ping' });
  });

  it.each([[undefined], [7], [{ send: 'x' }], [{ when: 'x' }], [{ when: 1, send: 'x' }]])(
    'takes %j for no rule',
    (item) => {
      expect(readRule(item)).toEqual({ kind: 'unknown' });
    }
  );
});
