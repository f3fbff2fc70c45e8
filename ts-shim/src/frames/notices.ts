import { type QueryResultMetaNotice } from '@grafana/data';

import { type CloseReason, type ConnectionStatus, type Misfit, type StreamStats } from '../engine/protocol';
import { connectionNotice } from './connectionNotice';
import { count, quote, sentence, shorten } from './wording';

/** How many columns are named. */
const MISFITS_SHOWN = 3;

/** What the values of a column are not: one of them, and several. */
const MISFITS: Record<Misfit['type'], [one: string, several: string]> = {
  number: ['is not a number', 'are not numbers'],
  // Anything is a string, as long as it is not too long.
  string: ['is too long', 'are too long'],
  boolean: ['is not a boolean', 'are not booleans'],
  time: ['is not a time of its format', 'are not times of its format'],
  json: ['is not JSON', 'are not JSON'],
};

/** What a stream's notices are about. */
export interface StreamState {
  /** Absent while the engine has not said. */
  status?: ConnectionStatus;
  /** Absent while no snapshot has come. */
  stats?: StreamStats;
  /** Rows in the buffer. */
  length: number;
  access?: 'proxy' | 'direct';
  /** The query's part of the address. */
  path?: string;
  /** Why the connection does not open, as far as a closer look has found out. */
  diagnosis?: string;
  /** Why the connection was lost, or did not open, the last time; absent once it is open. */
  failure?: CloseReason;
  /** In which times are told; absent: the browser's. */
  timeZone?: string;
  /** Paths that found nothing; see `silentFields`. */
  silent?: string[];
  /** Its failures are too long ago to warn of. */
  failuresAreOld?: boolean;
}

/**
 * What the panel's corner says about a stream. Grafana shows only one notice of each severity, so each severity's
 * texts are joined into one.
 */
export function notices(state: StreamState): QueryResultMetaNotice[] {
  const parts = [
    connectionNotice(state) ?? emptyNotice(state),
    failureNotice(state),
    conversionNotice(state.stats),
    silenceNotice(state),
  ];
  const joined = new Map<QueryResultMetaNotice['severity'], string>();
  for (const part of parts) {
    if (part) {
      const earlier = joined.get(part.severity);
      joined.set(part.severity, earlier ? `${earlier} ${part.text}` : part.text);
    }
  }
  return [...joined].map(([severity, text]) => ({ severity, text }));
}

// All there is to say of an empty panel is one notice: two about the same messages would hide each other.
function emptyNotice({ status, stats, length }: StreamState): QueryResultMetaNotice | undefined {
  if (status?.state !== 'open' || length > 0) {
    return undefined;
  }
  if (!stats || stats.messages === 0) {
    return { severity: 'info', text: 'Connected. No message has come yet.' };
  }
  const reasons = [
    stats.filtered > 0 && `${stats.filtered} did not match the filter`,
    stats.rowless > 0 && `${stats.rowless} had none of the fields`,
    stats.failed > 0 && `${stats.failed} could not be read${lastFailure(stats)}`,
  ].filter(Boolean);
  const why = reasons.length > 0 ? `: ${reasons.join(', ')}` : '';
  const text = `Connected. ${count(stats.messages, 'message')} came and made no row${why}`;
  return { severity: stats.failed > 0 ? 'warning' : 'info', text: sentence(text) };
}

function failureNotice({ status, stats, length, failuresAreOld }: StreamState): QueryResultMetaNotice | undefined {
  const isSaid = status?.state === 'open' && length === 0;
  if (!stats || stats.failed === 0 || failuresAreOld || isSaid) {
    return undefined;
  }
  const text = `${count(stats.failed, 'message')} could not be read${lastFailure(stats)}`;
  return { severity: 'warning', text: sentence(text) };
}

function lastFailure({ lastFailure: last }: StreamStats): string {
  return last ? `, last because: ${sentence(last.message)} It began with ${quote(last.sample)}.` : '';
}

function silenceNotice({ silent = [], length }: StreamState): QueryResultMetaNotice | undefined {
  if (silent.length === 0) {
    return undefined;
  }
  const paths = silent.map(quote).join(', ');
  const has = silent.length === 1 ? 'has' : 'have';
  return { severity: 'info', text: `${paths} ${has} no value in any of the ${length} rows: check the path and type.` };
}

function conversionNotice(stats: StreamStats | undefined): QueryResultMetaNotice | undefined {
  if (!stats || stats.misfits.length === 0) {
    return undefined;
  }
  const parts = stats.misfits.slice(0, MISFITS_SHOWN).map(misfitText);
  const more = stats.misfits.length - parts.length;
  if (more > 0) {
    parts.push(`${count(more, 'more column')} had such values.`);
  }
  return { severity: 'info', text: parts.join(' ') };
}

function misfitText({ column, type, count: number, sample }: Misfit): string {
  const what = MISFITS[type][number === 1 ? 0 : 1];
  return `${count(number, 'value')} of “${column}” ${what}, such as ${shorten(sample)}.`;
}
