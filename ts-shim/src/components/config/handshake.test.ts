import { handshakeSummary, readList, readRule, readStep, sendsMessages, setList } from './handshake';
import { type Options } from './options';
import { testOptions } from './testOptions';

const withHandshake = (handshake: unknown) => testOptions({ jsonData: { handshake } as Options['jsonData'] });

describe('readList', () => {
  it('gives what is saved, and nothing where nothing is', () => {
    expect(readList(testOptions(), 'steps')).toEqual({ items: [] });
    expect(readList(withHandshake({ steps: [{ send: 'hi' }] }), 'steps')).toEqual({ items: [{ send: 'hi' }] });
    expect(readList(withHandshake({ rules: null }), 'rules')).toEqual({ items: [] });
  });

  it.each([['text'], [7], [true], [{ 0: { send: 'hi' } }]])('tells that %j is no list', (stray) => {
    expect(readList(withHandshake({ rules: stray }), 'rules')).toEqual({ stray });
  });

  it.each([['text'], [7], [[{ send: 'hi' }]]])('tells that %j is no handshake', (stray) => {
    expect(readList(withHandshake(stray), 'steps')).toEqual({ stray });
    expect(readList(withHandshake(stray), 'rules')).toEqual({ stray });
  });
});

describe('setList', () => {
  it('keeps the other list and what it does not know', () => {
    const options = withHandshake({ preset: 'x', rules: [{ when: 'a', send: 'b' }], later: 1 });
    expect(setList(options, 'steps', [{ send: 'hi' }]).jsonData.handshake).toEqual({
      preset: 'x',
      steps: [{ send: 'hi' }],
      rules: [{ when: 'a', send: 'b' }],
      later: 1,
    });
  });

  it('leaves nothing empty behind', () => {
    const both = withHandshake({ steps: [{ send: 'hi' }], rules: [{ when: 'a', send: 'b' }] });
    const one = setList(both, 'rules', []);
    expect(one.jsonData).toEqual({ handshake: { steps: [{ send: 'hi' }] } });
    expect(setList(one, 'steps', []).jsonData).toEqual({});
    expect(setList(withHandshake('text'), 'steps', []).jsonData).toEqual({});
  });
});

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

describe('sendsMessages', () => {
  it('finds a message in either list', () => {
    expect(sendsMessages(testOptions())).toBe(false);
    expect(sendsMessages(withHandshake({ steps: [{ await: 'ok' }], rules: [{ when: 'a', fail: 'b' }] }))).toBe(false);
    expect(sendsMessages(withHandshake({ steps: [null, { send: 'hi' }] }))).toBe(true);
    expect(sendsMessages(withHandshake({ rules: [{ everySeconds: 1, send: 'hi' }] }))).toBe(true);
    expect(sendsMessages(withHandshake({ steps: 'send', rules: 7 }))).toBe(false);
  });
});

describe('handshakeSummary', () => {
  it('counts steps and rules', () => {
    expect(handshakeSummary(testOptions())).toBe('');
    expect(handshakeSummary(withHandshake({ steps: [1, 2, 3], rules: [1] }))).toBe('3 steps, 1 rule');
    expect(handshakeSummary(withHandshake({ steps: 'x', rules: [1, 2] }))).toBe('steps that can’t be shown, 2 rules');
  });
});
