import { clearCloseCodes, closeCodeProblem, readCloseCodes, setCloseCode } from './closeCodes';
import { type Options } from './options';
import { testOptions } from './testOptions';

const withCodes = (closeCodes: unknown) =>
  testOptions({ jsonData: { reconnect: { capMs: 5000, closeCodes } } as Options['jsonData'] });

describe('close codes', () => {
  it('are read with what they mean, or with why that can’t be used', () => {
    expect(readCloseCodes(testOptions())).toEqual({ codes: [] });
    expect(readCloseCodes(withCodes({ 4401: 'retry', 1006: 'stop', 4000: 'maybe' }))).toEqual({
      codes: [
        { code: '1006', problem: expect.stringMatching(/^1006 can’t be set/) },
        { code: '4000', problem: 'What is saved is neither “retry” nor “stop”: "maybe"' },
        { code: '4401', verdict: 'retry' },
      ],
    });
    expect(readCloseCodes(withCodes(['retry 4401']))).toEqual({ stray: ['retry 4401'] });
  });

  it('are set beside each other, and leave nothing empty behind', () => {
    const one = setCloseCode(testOptions(), '4001', 'stop');
    expect(one.jsonData).toEqual({ reconnect: { closeCodes: { 4001: 'stop' } } });
    const two = setCloseCode(one, '1000', 'retry');
    expect(two.jsonData).toEqual({ reconnect: { closeCodes: { 1000: 'retry', 4001: 'stop' } } });
    expect(setCloseCode(one, '4001', undefined).jsonData).toEqual({});
    expect(clearCloseCodes(withCodes('4001')).jsonData).toEqual({ reconnect: { capMs: 5000 } });
  });

  it('are refused with what is allowed', () => {
    expect(closeCodeProblem(' 4001 ', [])).toBeUndefined();
    expect(closeCodeProblem('1000', [])).toBeUndefined();
    expect(closeCodeProblem('', [])).toMatch(/Type a close code/);
    expect(closeCodeProblem('1006', [])).toMatch(/^1006 can’t be set: 1000 and 3000 to 4999 can be.*documentation/);
    expect(closeCodeProblem('4001.5', [])).toMatch(/can’t be set/);
    expect(closeCodeProblem('4001', [{ code: '4001', verdict: 'stop' }])).toMatch(/already/);
  });
});
