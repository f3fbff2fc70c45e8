import { type TributaryField } from '../../types';
import { defaultAlias, moveField, removeField, setType, updateField } from './fields';

const A: TributaryField = { path: '$.a', type: 'auto', role: 'value' };
const B: TributaryField = { path: '$.b', type: 'auto', role: 'value' };

describe('fields', () => {
  it('drop what is emptied and keep what is not known', () => {
    const field = { ...A, name: 'x', unit: 's' };
    expect(updateField([field], 0, { name: '' })).toEqual([{ ...A, unit: 's' }]);
  });

  it('keep a time format while the field is a time by type or by role', () => {
    const time: TributaryField = { path: '$.t', type: 'time', role: 'time', timeFormat: 'epoch-s' };
    expect(setType([time], 0, 'number')).toEqual([{ ...time, type: 'number' }]);
    expect(setType([{ ...time, role: 'value' }], 0, 'number')).toEqual([
      { path: '$.t', type: 'number', role: 'value' },
    ]);
  });

  it('move only inside the list, and the last one can’t be removed', () => {
    expect(moveField([A, B], 1, -1)).toEqual([B, A]);
    expect(moveField([A, B], 0, -1)).toEqual([A, B]);
    expect(moveField([A, B], 1, 1)).toEqual([A, B]);
    expect(removeField([A, B], 0)).toEqual([B]);
    expect(removeField([A], 0)).toEqual([A]);
  });
});

describe('defaultAlias', () => {
  it.each([
    ['$', 'message'],
    ['', 'message'],
    ['$.price', 'price'],
    ['@.p', 'p'],
    ['price', 'price'],
    ['$.axes[0]', 'axes[0]'],
    ["$.a['b c']", 'b c'],
    ['$[0]', '[0]'],
    ['$.data[*].p', 'p'],
  ])('of %s is %s', (path, alias) => {
    expect(defaultAlias(path)).toBe(alias);
  });
});
