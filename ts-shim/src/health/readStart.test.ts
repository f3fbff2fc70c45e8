import { readStart } from './readStart';
import { answer, streamed } from './testSupport';

describe('readStart', () => {
  it('puts the parts of a body together', async () => {
    expect(await readStart(streamed(200, ['one ', 'two']).body, 100)).toBe('one two');
    expect(await readStart(answer(200).body, 100)).toBe('');
    expect(await readStart(null, 100)).toBe('');
  });

  it('reads no further than it is told to', async () => {
    const { body } = streamed(200, ['x'.repeat(3000), 'y'.repeat(3000), 'never asked for']);
    const text = await readStart(body, 4096);
    expect(text).toBe('x'.repeat(3000) + 'y'.repeat(1096));
  });

  it('takes what came of a body that breaks off', async () => {
    const reader = {
      read: jest
        .fn()
        .mockResolvedValueOnce({ done: false, value: new TextEncoder().encode('so far') })
        .mockRejectedValue(new TypeError('network error')),
    };
    expect(await readStart({ getReader: () => reader } as unknown as Response['body'], 100)).toBe('so far');
  });
});
