/** Changes to a query's fields. Each takes the list and returns a new one. */
import { type FieldRole, type FieldType, type TributaryField } from '../../types';
import { moveItem } from '../shared/lists';

/** Sets what is entered in one row; members that are not part of the change stay, also those not known here. */
export function updateField(
  fields: TributaryField[],
  index: number,
  change: Partial<TributaryField>
): TributaryField[] {
  return fields.map((field, i) => (i === index ? withoutEmpty({ ...field, ...change }) : field));
}

/** Sets a field's type, and drops a time format that no longer has a use. */
export function setType(fields: TributaryField[], index: number, type: FieldType): TributaryField[] {
  return dropUnusedTimeFormat(updateField(fields, index, { type }), index);
}

/** Sets a field's role, and drops a time format that no longer has a use. */
export function setRole(fields: TributaryField[], index: number, role: FieldRole): TributaryField[] {
  return dropUnusedTimeFormat(updateField(fields, index, { role }), index);
}

/** Appends an empty field, to be filled in. */
export function addField(fields: TributaryField[]): TributaryField[] {
  return [...fields, { path: '', type: 'auto', role: 'value' }];
}

/** Removes a field; the last one stays, since a query without fields has nothing to show. */
export function removeField(fields: TributaryField[], index: number): TributaryField[] {
  return fields.length > 1 ? fields.filter((_, i) => i !== index) : fields;
}

/** Moves a field up (-1) or down (1); at the ends nothing changes. */
export function moveField(fields: TributaryField[], index: number, by: -1 | 1): TributaryField[] {
  return moveItem(fields, index, by);
}

/** Whether how a time is written matters to a field. */
export function takesTimeFormat(field: TributaryField): boolean {
  return field.type === 'time' || field.role === 'time';
}

function dropUnusedTimeFormat(fields: TributaryField[], index: number): TributaryField[] {
  const field = fields[index];
  const unused = { timeFormat: undefined, nanosecondsPath: undefined };
  return field && !takesTimeFormat(field) ? updateField(fields, index, unused) : fields;
}

/** Saved JSON has no empty members: absent is how “not set” is written. */
function withoutEmpty(field: TributaryField): TributaryField {
  const { name, timeFormat, nanosecondsPath, ...rest } = field;
  return {
    ...rest,
    ...(name ? { name } : {}),
    ...(timeFormat ? { timeFormat } : {}),
    ...(nanosecondsPath ? { nanosecondsPath } : {}),
  };
}

/** Fields that so many names do not tell apart have their whole path as a name. */
const MOST_NAMES = 8;

/**
 * The names that fields get without an alias, as the engine names them: the end of the path, as much of it as tells
 * it apart from the other fields.
 */
export function defaultAliases(fields: TributaryField[]): string[] {
  const paths = fields.map(({ path }) => path.trim());
  const lengths = fields.map(() => 1);
  const isTaken = (names: string[], index: number) =>
    paths[index] !== '' &&
    names.some((name, i) => i !== index && name === names[index] && (fields[i].name || paths[i] !== paths[index]));
  for (;;) {
    const aliases = paths.map((path, i) => (lengths[i] > MOST_NAMES ? path : defaultAlias(path, lengths[i])));
    // The engine is not given fields without a path.
    const names = fields.map(({ name }, i) => (paths[i] === '' ? '' : name || aliases[i]));
    const unclear = fields.flatMap(({ name }, i) =>
      !name && lengths[i] <= MOST_NAMES && isTaken(names, i) ? [i] : []
    );
    if (unclear.length === 0) {
      return aliases;
    }
    unclear.forEach((i) => (lengths[i] += 1));
  }
}

/**
 * A path's last names with the indices between and after them (`$.axes[0]` → `axes[0]`), or `message` for the root.
 */
function defaultAlias(path: string, names: number): string {
  const segments: string[] = path.replace(/^[$@]/, '').match(/\['[^']*'\]|\["[^"]*"\]|\[[^\]]*\]|[^.[\]]+/g) ?? [];
  const isName = (segment: string) => !segment.startsWith('[') || /^\[['"]/.test(segment);
  const first = segments.flatMap((segment, i) => (isName(segment) ? [i] : [])).at(-names) ?? 0;
  const label = segments
    .slice(first)
    .map((segment, i) => (i > 0 && isName(segment) ? '.' : '') + segment.replace(/^\[(['"])(.*)\1\]$/, '$2'))
    .join('');
  return label === '' ? 'message' : label;
}
