import { handshakeSummary, readList, sendsMessages, setList } from './handshake';
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
