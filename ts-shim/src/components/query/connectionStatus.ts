/** The connection's state as a query's editor finds and tells it. */
import { dateTimeFormat, getValueFormat, type PanelData } from '@grafana/data';

import { type ConnectionStatus } from '../../engine/protocol';
import { type BufferState } from '../../frames/toDataFrame';

/** The status that a query's frames bring along, if they do. */
export function connectionStatus(data: PanelData | undefined, refId: string): ConnectionStatus | undefined {
  const frame = data?.series.find((candidate) => candidate.refId === refId);
  const status: unknown = frame?.meta?.custom?.connection;
  return typeof status === 'object' && status !== null && 'state' in status ? (status as ConnectionStatus) : undefined;
}

/** What the buffer holds that a query's frames were made of, in a few words. */
export function bufferText(data: PanelData | undefined, refId: string): string | undefined {
  const frame = data?.series.find((candidate) => candidate.refId === refId);
  const buffer: BufferState | undefined = frame?.meta?.custom?.buffer;
  if (!buffer) {
    return undefined;
  }
  const { rows, bytes, shown } = buffer;
  const { text, suffix } = getValueFormat('bytes')(bytes, 0);
  const kept = `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} kept (${text}${suffix ?? ''})`;
  return shown === undefined ? kept : `${kept}, ${shown.toLocaleString('en-US')} shown`;
}

/** A status in one line, with times of day; times of another day than `now` have their date. */
export function connectionText(status: ConnectionStatus, now: number): string {
  const { reconnects, unsent } = status;
  return [
    stateText(status, (ms) => clock(ms, now)),
    reconnects > 0 && `reconnected ${times(reconnects)}`,
    unsent > 0 && `${unsent === 1 ? 'one message' : `${unsent} messages`} not sent`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function stateText(status: ConnectionStatus, at: (ms: number) => string): string {
  switch (status.state) {
    case 'connecting':
      return status.attempt > 0 ? `Connecting, attempt ${status.attempt}` : 'Connecting';
    case 'greeting':
      return `Handshake, step ${status.step}`;
    case 'open': {
      const silent = status.silentSinceMs === undefined ? '' : `, silent since ${at(status.silentSinceMs)}`;
      return `Open since ${at(status.sinceMs)}${silent}`;
    }
    case 'waiting':
      return `Waiting: attempt ${status.attempt}, next try at ${at(status.retryAtMs)}. ${status.reason.text}`;
    case 'stopped':
      return `Stopped: ${status.reason.text}`;
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function clock(ms: number, now: number): string {
  const day = (time: number) => dateTimeFormat(time, { format: 'YYYY-MM-DD' });
  const time = dateTimeFormat(ms, { format: 'HH:mm:ss' });
  return day(ms) === day(now) ? time : `${day(ms)} ${time}`;
}
