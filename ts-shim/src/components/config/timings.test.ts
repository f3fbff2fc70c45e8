import { type Options } from './options';
import { testOptions } from './testOptions';
import { readSeconds, setSeconds } from './timings';

describe('times', () => {
  it('are edited in seconds and saved in milliseconds', () => {
    const options = setSeconds(testOptions(), ['reconnect', 'baseMs'], 0.25);
    expect(options.jsonData).toEqual({ reconnect: { baseMs: 250 } });
    expect(readSeconds(options, ['reconnect', 'baseMs'])).toBe(0.25);
  });

  it('keep their neighbours, and leave nothing empty behind', () => {
    const options = testOptions({ jsonData: { reconnect: { capMs: 5000, idleTimeoutMs: 0 } } });
    const without = setSeconds(options, ['reconnect', 'capMs'], undefined);
    expect(without.jsonData).toEqual({ reconnect: { idleTimeoutMs: 0 } });
    expect(setSeconds(without, ['reconnect', 'idleTimeoutMs'], undefined).jsonData).toEqual({});
  });

  it('are not read where something else is saved', () => {
    const jsonData = { linger: 'long', reconnect: { baseMs: '500', capMs: -1 } } as never as Options['jsonData'];
    const options = testOptions({ jsonData });
    expect(readSeconds(options, ['linger', 'socketMs'])).toBeUndefined();
    expect(readSeconds(options, ['reconnect', 'baseMs'])).toBeUndefined();
    expect(readSeconds(options, ['reconnect', 'capMs'])).toBeUndefined();
  });
});
