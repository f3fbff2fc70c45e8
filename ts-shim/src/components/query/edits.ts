/** Changes to a query as a whole. What is not set is absent from the saved JSON, and unknown members stay. */
import {
  DEFAULT_BUFFER_ROWS,
  type NameValue,
  type QueryFormat,
  type TributaryField,
  type TributaryQuery,
} from '../../types';

/** A change to a query. */
export type QueryEdit = (query: TributaryQuery) => TributaryQuery;

/** Members that are edited as a line or a block of text. */
export type TextMember = 'path' | 'subscribe' | 'unsubscribe' | 'where' | 'rows';

/** Sets a text; an empty one is removed. */
export function setText(member: TextMember, text: string): QueryEdit {
  return (query) => set(query, { [member]: text === '' ? undefined : text });
}

/** Sets the query parameters; an empty list is removed. */
export function setParams(params: NameValue[]): QueryEdit {
  return (query) => set(query, { params: params.length === 0 ? undefined : params });
}

/** Changes the fields. */
export function editFields(edit: (fields: TributaryField[]) => TributaryField[]): QueryEdit {
  return (query) => set(query, { fields: edit(query.fields) });
}

/** Sets how frames are shaped (absent: by what the fields are). */
export function setFormat(format: QueryFormat | undefined): QueryEdit {
  return (query) => set(query, { format });
}

/** Sets whether a chart is given all rows, also those that it cannot tell apart (absent: it is not). */
export function setDecimate(isOn: boolean): QueryEdit {
  return (query) => set(query, { decimate: isOn ? undefined : false });
}

/** Sets how many rows are kept (absent: the default). */
export function setBufferRows(rows: number | undefined): QueryEdit {
  return (query) => setBuffer(query, rows, query.buffer?.ageSeconds);
}

/** Sets how old rows get, in seconds (absent: as old as the number of rows allows). */
export function setBufferAge(ageSeconds: number | undefined): QueryEdit {
  return (query) => setBuffer(query, query.buffer?.rows, ageSeconds);
}

function setBuffer(query: TributaryQuery, rows: number | undefined, ageSeconds: number | undefined): TributaryQuery {
  const { ageSeconds: _, ...others } = query.buffer ?? { kind: 'append' as const, rows: DEFAULT_BUFFER_ROWS };
  const buffer = { ...others, rows: rows ?? DEFAULT_BUFFER_ROWS, ...(ageSeconds === undefined ? {} : { ageSeconds }) };
  const isDefault = Object.keys(buffer).length === 2 && buffer.rows === DEFAULT_BUFFER_ROWS;
  return set(query, { buffer: isDefault ? undefined : buffer });
}

function set(query: TributaryQuery, members: Partial<TributaryQuery>): TributaryQuery {
  const changed: TributaryQuery = { ...query, ...members };
  for (const key of Object.keys(members) as Array<keyof TributaryQuery>) {
    if (changed[key] === undefined) {
      delete changed[key];
    }
  }
  return changed;
}
