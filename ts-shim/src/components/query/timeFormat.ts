/** How a field's times are written: what is chosen in the editor, and what is saved of it. */
import { type TributaryField } from '../../types';
import { updateField } from './fields';

/** Seconds in the field's own path, nanoseconds in `nanosecondsPath`. */
export const COMPOSITE = 'composite';

/** What a custom format is chosen as; saved is `format:` and its pattern. */
export const CUSTOM = 'format:';

/** What a custom format starts as: a pattern that is allowed, to be changed. */
const FIRST_PATTERN = '%Y-%m-%d %H:%M:%S';

/** The choice that stands for a field's format. */
export function chosenTimeFormat({ timeFormat = 'auto' }: TributaryField): string {
  return timeFormat.startsWith(CUSTOM) ? CUSTOM : timeFormat;
}

/** Chooses a format. `auto` is saved as none at all, and what only another choice needs is dropped. */
export function chooseTimeFormat(fields: TributaryField[], index: number, choice: string): TributaryField[] {
  const saved: Record<string, string | undefined> = { auto: undefined, [CUSTOM]: CUSTOM + FIRST_PATTERN };
  const timeFormat = choice in saved ? saved[choice] : choice;
  const nanosecondsPath = choice === COMPOSITE ? fields[index].nanosecondsPath : undefined;
  return updateField(fields, index, { timeFormat, nanosecondsPath });
}

/** The pattern of a custom format. */
export function timePattern({ timeFormat = '' }: TributaryField): string {
  return timeFormat.slice(CUSTOM.length);
}

/** Sets the pattern of a custom format; without one, the format is chosen by the values again. */
export function setTimePattern(fields: TributaryField[], index: number, pattern: string): TributaryField[] {
  return updateField(fields, index, { timeFormat: pattern.trim() === '' ? undefined : CUSTOM + pattern });
}
