import { isObject } from '../record';
import {
  type BufferSpec,
  DEFAULT_QUERY,
  type NameValue,
  QUERY_VERSION,
  type TributaryField,
  type TributaryQuery,
} from '../types';

/** A query as it may have been saved: by an older version, by provisioning, or by hand. */
export type SavedQuery = Pick<TributaryQuery, 'refId'> &
  Partial<Omit<TributaryQuery, 'fields'>> & { fields?: Array<Partial<TributaryField>> };

const TEXTS = ['path', 'subscribe', 'unsubscribe', 'where', 'rows'] as const;
const FIELD_TEXTS = ['path', 'name', 'timeFormat', 'nanosecondsPath'] as const;

/**
 * A saved query in the current shape, as a new object. What it does not say is filled in; what it says is kept, also
 * by a newer version, whose additions this one passes over.
 *
 * Saved JSON may be anything. What has the wrong shape is repaired or left out, so that a panel and its editor open;
 * wrong values of the right shape are kept for `subscriptionSpec` to name.
 */
export function migrateQuery(saved: SavedQuery): TributaryQuery {
  const given = isObject(saved) ? saved : ({} as SavedQuery);
  const { fields, params, buffer } = given as Record<string, unknown>;
  return {
    ...withTexts(given, TEXTS),
    version: given.version ?? QUERY_VERSION,
    fields: (Array.isArray(fields) ? fields : DEFAULT_QUERY.fields).map(completeField),
    ...(params === undefined ? {} : { params: completeParams(params) }),
    ...(buffer === undefined ? {} : { buffer: isObject(buffer) ? (buffer as unknown as BufferSpec) : undefined }),
  };
}

function completeField(saved: unknown): TributaryField {
  const field: Partial<TributaryField> = isObject(saved) ? saved : { path: text(saved) };
  const texts = withTexts(field, FIELD_TEXTS);
  return { ...texts, path: texts.path ?? '', type: field.type ?? 'auto', role: field.role ?? 'value' };
}

function completeParams(saved: unknown): NameValue[] {
  const params = Array.isArray(saved) ? saved.filter(isObject) : [];
  return params.map((param) => ({ ...param, name: text(param.name) ?? '', value: text(param.value) ?? '' }));
}

/** With these members as text; one that can't be text is left out. */
function withTexts<T extends object>(given: T, members: ReadonlyArray<keyof T>): T {
  const result = { ...given };
  for (const member of members) {
    const value = text(given[member]);
    if (value !== undefined) {
      Object.assign(result, { [member]: value });
    } else {
      delete result[member];
    }
  }
  return result;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Whether there is anything to run: the query is shown and a field of it has a path. */
export function isRunnable(query: SavedQuery): boolean {
  return !query.hide && migrateQuery(query).fields.some((field) => field.path.trim() !== '');
}
