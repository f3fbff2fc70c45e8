import { type QueryResultMetaNotice } from '@grafana/data';

import { type ConnectionStatus, type StreamStats } from '../engine/protocol';

/** How much of a failed message is shown. */
const SAMPLE_LENGTH = 80;

/**
 * What the panel's corner says about a stream. Grafana shows only one notice of each severity, so each severity's
 * texts are joined into one.
 *
 * `length` is the number of rows in the buffer; without `stats` no snapshot has come yet.
 */
export function notices(
  status: ConnectionStatus | undefined,
  stats: StreamStats | undefined,
  length: number
): QueryResultMetaNotice[] {
  const parts = [connectionNotice(status, stats, length), failureNotice(stats), conversionNotice(stats)];
  const joined = new Map<QueryResultMetaNotice['severity'], string>();
  for (const part of parts) {
    if (part) {
      const earlier = joined.get(part.severity);
      joined.set(part.severity, earlier ? `${earlier} ${part.text}` : part.text);
    }
  }
  return [...joined].map(([severity, text]) => ({ severity, text }));
}

function connectionNotice(
  status: ConnectionStatus | undefined,
  stats: StreamStats | undefined,
  length: number
): QueryResultMetaNotice | undefined {
  switch (status?.state) {
    case 'waiting':
      return { severity: 'warning', text: `Reconnecting: ${sentence(status.reason.text)}` };
    case 'stopped':
      return {
        severity: 'error',
        text: `Not connected: ${sentence(status.reason.text)} Refresh the panel to try again.`,
      };
    case 'open':
      return length === 0 ? { severity: 'info', text: emptyText(stats) } : undefined;
    case 'connecting':
      return status.attempt > 0 ? { severity: 'warning', text: 'Reconnecting…' } : undefined;
    case undefined:
      return undefined;
  }
}

function emptyText(stats: StreamStats | undefined): string {
  if (!stats || stats.messages === 0) {
    return 'Connected. No message has come yet.';
  }
  const reasons = [
    stats.filtered > 0 && `${stats.filtered} did not match the filter`,
    stats.rowless > 0 && `${stats.rowless} had none of the fields`,
    stats.failed > 0 && `${stats.failed} could not be read`,
  ].filter(Boolean);
  const why = reasons.length > 0 ? `: ${reasons.join(', ')}` : '';
  return `Connected. ${count(stats.messages, 'message')} came and made no row${why}.`;
}

function failureNotice(stats: StreamStats | undefined): QueryResultMetaNotice | undefined {
  if (!stats || stats.failed === 0) {
    return undefined;
  }
  const failure = stats.lastFailure;
  const last = failure ? `, last because: ${sentence(failure.message)} It began with ${quote(failure.sample)}.` : '.';
  return { severity: 'warning', text: `${count(stats.failed, 'message')} could not be read${last}` };
}

function conversionNotice(stats: StreamStats | undefined): QueryResultMetaNotice | undefined {
  if (!stats || stats.unconverted === 0) {
    return undefined;
  }
  return {
    severity: 'info',
    text: `${count(stats.unconverted, 'value')} did not fit the field's type and became null.`,
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function quote(sample: string): string {
  return sample.length > SAMPLE_LENGTH ? `“${sample.slice(0, SAMPLE_LENGTH)}…”` : `“${sample}”`;
}
