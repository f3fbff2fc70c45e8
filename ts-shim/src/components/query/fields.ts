/** Changes to a query's fields. Each takes the list and returns a new one. */
import { type FieldRole, type FieldType, type TributaryField } from '../../types';

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
  const target = index + by;
  if (target < 0 || target >= fields.length) {
    return fields;
  }
  const moved = [...fields];
  [moved[index], moved[target]] = [moved[target], moved[index]];
  return moved;
}

/** Whether how a time is written matters to a field. */
export function takesTimeFormat(field: TributaryField): boolean {
  return field.type === 'time' || field.role === 'time';
}

function dropUnusedTimeFormat(fields: TributaryField[], index: number): TributaryField[] {
  const field = fields[index];
  return field && !takesTimeFormat(field) ? updateField(fields, index, { timeFormat: undefined }) : fields;
}

/** Saved JSON has no empty members: absent is how “not set” is written. */
function withoutEmpty(field: TributaryField): TributaryField {
  const { name, timeFormat, ...rest } = field;
  return { ...rest, ...(name ? { name } : {}), ...(timeFormat ? { timeFormat } : {}) };
}

/**
 * The name that a field gets without an alias, as the engine names it: the last member's name with the indices after
 * it (`$.axes[0]` → `axes[0]`), or `message` for the root.
 */
export function defaultAlias(path: string): string {
  const segments: string[] =
    path
      .trim()
      .replace(/^[$@]/, '')
      .match(/\['[^']*'\]|\["[^"]*"\]|\[[^\]]*\]|[^.[\]]+/g) ?? [];
  const indices = [...segments].reverse().findIndex((segment) => !segment.startsWith('[') || /^\[['"]/.test(segment));
  const label = segments
    .slice(indices < 0 ? 0 : segments.length - 1 - indices)
    .map((segment) => segment.replace(/^\[(['"])(.*)\1\]$/, '$2'))
    .join('');
  return label === '' ? 'message' : label;
}
