import { type Column, type Snapshot } from '../engine/protocol';
import { type TributaryField } from '../types';

/** Fewer rows say little about a field that is only now and then in a message. */
const ENOUGH_ROWS = 20;

/**
 * The paths of fields without a value in any row while others had some: misspelt, most likely. Of values that did not
 * fit their type something better is said.
 */
export function silentFields({ columns, length, stats }: Snapshot, fields: TributaryField[]): string[] {
  if (stats.rows <= ENOUGH_ROWS || length === 0) {
    return [];
  }
  // As the columns are ordered: the time first. The receive time, which stands in for one, is no field.
  const used = fields.filter(({ path }) => path.trim() !== '');
  const time = used.find(({ role }) => role === 'time');
  const paths = [time, ...used.filter((field) => field !== time)].map((field) => field?.path);
  const misfits = new Set(stats.misfits.map(({ column }) => column));
  return columns.flatMap((column, index) =>
    index > 0 && isEmpty(column) && !misfits.has(column.name) ? [paths[index] ?? column.name] : []
  );
}

function isEmpty({ validity }: Column): boolean {
  return validity !== undefined && new Uint8Array(validity).every((byte) => byte === 0);
}
