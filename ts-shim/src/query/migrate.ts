import { DEFAULT_QUERY, QUERY_VERSION, type TributaryField, type TributaryQuery } from '../types';

/** A query as it may have been saved: by an older version, by provisioning, or by hand. */
export type SavedQuery = Pick<TributaryQuery, 'refId'> &
  Partial<Omit<TributaryQuery, 'fields'>> & { fields?: Array<Partial<TributaryField>> };

/**
 * A saved query in the current shape, as a new object. What it does not say is filled in; what it says is kept, also
 * by a newer version, whose additions this one passes over.
 */
export function migrateQuery(saved: SavedQuery): TributaryQuery {
  return {
    ...saved,
    version: saved.version ?? QUERY_VERSION,
    fields: (saved.fields ?? DEFAULT_QUERY.fields).map(completeField),
  };
}

function completeField(field: Partial<TributaryField>): TributaryField {
  return { ...field, path: field.path ?? '', type: field.type ?? 'auto', role: field.role ?? 'value' };
}

/** Whether there is anything to run: the query is shown and a field of it has a path. */
export function isRunnable(query: SavedQuery): boolean {
  return !query.hide && migrateQuery(query).fields.some((field) => field.path.trim() !== '');
}
