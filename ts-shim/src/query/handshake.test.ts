import { type Handshake } from '../types';
import { aboutSettings, handshakeWords } from './handshake';

const same = (text: string) => text;

const HANDSHAKE: Handshake = {
  steps: [{ send: '{"type":"hello","room":"$room"}' }, { await: '$.session', withinSeconds: 2.5 }, { await: 'ready' }],
  rules: [
    { everySeconds: 30, send: 'ping' },
    { when: '$.type == "ping"', send: 'pong ${match.n}' },
    { when: '$.error', fail: '${match.error} in $room' },
    { when: '$.busy', fail: 'busy', retry: true },
  ],
};

describe('handshakeWords', () => {
  it('is each step’s and rule’s verb with what belongs to it', () => {
    expect(handshakeWords(HANDSHAKE, same)).toEqual([
      ...['send', '{"type":"hello","room":"$room"}'],
      ...['await', '$.session', '2500'],
      ...['await', 'ready', '10000'],
      ...['every', '30000', 'ping'],
      ...['answer', '$.type == "ping"', 'pong ${match.n}'],
      ...['stop', '$.error', '${match.error} in $room'],
      ...['retry', '$.busy', 'busy'],
    ]);
  });

  it('replaces variables in what is sent or shown, and leaves JSONPaths alone', () => {
    const words = handshakeWords(HANDSHAKE, (text) => text.replaceAll('$room', 'lab').replaceAll('$.', 'broken'));
    expect(words).toContain('{"type":"hello","room":"lab"}');
    expect(words).toContain('${match.error} in lab');
    expect(words).toContain('$.session');
  });

  it.each([undefined, {}, { steps: 'nonsense', rules: { 0: 'x' } } as unknown as Handshake])(
    'is nothing where there is none: %j',
    (handshake) => expect(handshakeWords(handshake, same)).toEqual([])
  );

  it.each([
    [{ steps: [{ send: 'a' }, {}] }, 'handshake.steps[1]'],
    [{ steps: [{ send: 'a' }, 'send b'] }, 'handshake.steps[1]'],
    [{ steps: [null] }, 'handshake.steps[0]'],
    [{ rules: [{ when: '$.a' }] }, 'handshake.rules[0]'],
    [{ rules: [{ everySeconds: 0, send: 'a' }] }, 'handshake.rules[0].everySeconds'],
    [{ rules: [{ everySeconds: '5', send: 'a' }] }, 'handshake.rules[0].everySeconds'],
  ])('refuses what is no step and no rule, naming it: %j', (handshake, field) => {
    expect(() => handshakeWords(handshake as Handshake, same)).toThrow(expect.objectContaining({ field }));
  });
});

describe('aboutSettings', () => {
  const error = (field?: string) => ({ code: 'path-syntax', message: 'expected a name.', field, position: 2 });

  it('names the setting that a word of the engine’s came from', () => {
    const names = [3, 4, 11].map((word) => aboutSettings(error(`handshake[${word}]`), HANDSHAKE).field);
    expect(names).toEqual(['handshake.steps[1].await', 'handshake.steps[1].withinSeconds', 'handshake.rules[1]']);
    expect(aboutSettings(error('handshake[3]'), HANDSHAKE)).toMatchObject({ code: 'path-syntax', position: 2 });
  });

  it('leaves errors about other inputs as they are', () => {
    expect(aboutSettings(error('fields[0].path'), HANDSHAKE)).toEqual(error('fields[0].path'));
    expect(aboutSettings(error(), undefined)).toEqual(error());
  });
});
