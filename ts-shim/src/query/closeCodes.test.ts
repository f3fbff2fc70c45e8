import { closeCodeWords, isSettable } from './closeCodes';

describe('closeCodeWords', () => {
  it('says what each code means here', () => {
    expect(closeCodeWords({ 1000: 'stop', 4401: 'retry' })).toEqual(['stop 1000', 'retry 4401']);
    expect(closeCodeWords(undefined)).toEqual([]);
  });

  it.each([
    ['1002', 'retry'],
    ['2999', 'stop'],
    ['5000', 'stop'],
    ['4000', 'maybe'],
    ['x y', 'stop'],
  ])('refuses %s to %s by name', (code, verdict) => {
    expect(() => closeCodeWords({ [code]: verdict as 'stop' })).toThrow(
      expect.objectContaining({ field: 'reconnect.closeCodes', message: expect.stringContaining(code) })
    );
  });
});

describe('isSettable', () => {
  it('is so of a normal closure and of codes that only servers define', () => {
    const settable = [999, 1000, 1001, 1015, 2999, 3000, 4999, 5000, 4000.5, NaN].filter(isSettable);
    expect(settable).toEqual([1000, 3000, 4999]);
  });
});
