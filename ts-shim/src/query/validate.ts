/** What a saved query may say, checked before the engine sees it, and told in the editor's words. */
import { type FieldSpec } from '../engine/protocol';
import { TributaryError } from '../errors';
import {
  type AppendBuffer,
  DEFAULT_BUFFER_ROWS,
  FIELD_ROLES,
  FIELD_TYPES,
  MAX_BUFFER_ROWS,
  type TributaryQuery,
} from '../types';

/** The buffer that a query asks for. Throws a `TributaryError` with the field 'buffer' or 'buffer.rows'. */
export function checkedBuffer({ buffer }: Pick<TributaryQuery, 'buffer'>): AppendBuffer {
  const { kind = 'append', rows, ageSeconds } = buffer ?? {};
  if (kind !== 'append') {
    throw refuse('buffer-kind', `The buffer kind ${quote(kind)} is not supported: use “append”.`, 'buffer');
  }
  const kept = rows ?? DEFAULT_BUFFER_ROWS;
  if (!Number.isInteger(kept) || kept < 1 || kept > MAX_BUFFER_ROWS) {
    const most = MAX_BUFFER_ROWS.toLocaleString('en-US');
    throw refuse('buffer-rows', `It takes a whole number from 1 to ${most}, not ${quote(rows)}.`, 'buffer.rows');
  }
  return { kind, rows: kept, ageSeconds: positive(ageSeconds) };
}

/** The field as it is. Throws a `TributaryError` with the field 'fields[…].type' or 'fields[…].role'. */
export function checkedField(field: FieldSpec, index: number): FieldSpec {
  checkOneOf(FIELD_TYPES, field.type, 'type', index);
  checkOneOf(FIELD_ROLES, field.role, 'role', index);
  return field;
}

/** A number above zero; anything else counts as not set. */
export function positive(value: unknown): number | undefined {
  return isNumber(value) && value > 0 ? value : undefined;
}

/** A number that is not negative; anything else counts as not set. */
export function notNegative(value: unknown): number | undefined {
  return isNumber(value) && value >= 0 ? value : undefined;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function checkOneOf(known: readonly string[], value: unknown, member: 'type' | 'role', index: number): void {
  if (!known.includes(value as string)) {
    const message = `There is no ${member} ${quote(value)}: choose one of ${known.join(', ')}.`;
    throw refuse(`field-${member}`, message, `fields[${index}].${member}`);
  }
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function refuse(code: string, message: string, field: string): TributaryError {
  return new TributaryError({ code, message, field });
}
