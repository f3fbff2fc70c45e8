import { type TributaryField } from '../../types';
import { defaultAliases, moveField, removeField, setType, updateField } from './fields';

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

describe('defaultAliases', () => {
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
    expect(defaultAliases([{ ...A, path }])).toEqual([alias]);
  });

  it.each([
    [
      ['$.a.price', '$.b.price'],
      ['a.price', 'b.price'],
    ],
    [
      ['$.x.a.p', '$.y.a.p', '$.b.p'],
      ['x.a.p', 'y.a.p', 'b.p'],
    ],
    [
      ['$.price', '$.a.price'],
      ['price', 'a.price'],
    ],
    [
      ['$.bids[0].p', "$['bids'][1]['p']"],
      ['bids[0].p', 'bids[1].p'],
    ],
    [
      ['$.p', '@.p'],
      ['$.p', '@.p'],
    ],
    [
      ['$.p', '$.p '],
      ['p', 'p'],
    ],
    [
      ['$', ''],
      ['message', 'message'],
    ],
  ])('of %j are %j, as the engine tells them apart', (paths, aliases) => {
    expect(defaultAliases(paths.map((path) => ({ ...A, path })))).toEqual(aliases);
  });

  it('leave a name that is given to its field', () => {
    expect(defaultAliases([A, { ...B, path: '$.x.a' }, { ...B, name: 'x.a' }])).toEqual(['a', '$.x.a', 'b']);
  });
});
