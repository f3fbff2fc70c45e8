import { type TributaryField } from '../../types';
import { setRole } from './fields';
import { TIME_FORMATS } from './options';
import { chooseTimeFormat, chosenTimeFormat, setTimePattern, timePattern } from './timeFormat';

const TIME: TributaryField = { path: '$.t', type: 'time', role: 'value' };

describe('a time format', () => {
  it.each(TIME_FORMATS.map(({ value }) => value))('%s stays chosen', (choice) => {
    expect(chosenTimeFormat(chooseTimeFormat([TIME], 0, choice)[0])).toBe(choice);
  });

  it('is not saved where values tell it', () => {
    expect(chooseTimeFormat([{ ...TIME, timeFormat: 'epoch-s' }], 0, 'auto')).toEqual([TIME]);
  });

  it('takes a pattern, and is told by the values again without one', () => {
    const [field] = setTimePattern([TIME], 0, '%d.%m.%Y: %H');
    expect(field).toEqual({ ...TIME, timeFormat: 'format:%d.%m.%Y: %H' });
    expect(timePattern(field)).toBe('%d.%m.%Y: %H');
    expect(setTimePattern([field], 0, ' ')).toEqual([TIME]);
  });

  it('keeps its second path only while it is composite and of a time', () => {
    const composite = { ...TIME, timeFormat: 'composite', nanosecondsPath: '$.ns' };
    expect(chooseTimeFormat([composite], 0, 'composite')).toEqual([composite]);
    expect(chooseTimeFormat([composite], 0, 'iso8601')).toEqual([{ ...TIME, timeFormat: 'iso8601' }]);
    const label: TributaryField = { ...composite, type: 'auto' };
    expect(setRole([{ ...label, role: 'time' }], 0, 'label')).toEqual([{ path: '$.t', type: 'auto', role: 'label' }]);
  });
});
