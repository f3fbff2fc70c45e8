import { dateTimeFormat, type QueryResultMetaNotice } from '@grafana/data';

import { NO_CLOSE_FRAME } from '../engine/protocol';
import { type StreamState } from './notices';
import { duration, quote, sentence } from './wording';

/** Waits shorter than this are over before their end has been read. */
const SHORT_WAIT_MS = 2_000;

/**
 * What there is to say of a stream's connection; undefined when it is as it should be. A lost connection is a warning,
 * and never an error of the panel, which would stop its time window.
 */
export function connectionNotice(state: StreamState): QueryResultMetaNotice | undefined {
  const { status } = state;
  switch (status?.state) {
    case 'connecting':
    case 'greeting':
      return status.attempt > 0 ? reconnecting(status.attempt, state) : undefined;
    case 'open':
      // Where nothing came at all there is something better to say.
      return status.silentSinceMs === undefined || neverCame(state) ? undefined : silence(status.silentSinceMs, state);
    case 'waiting': {
      const wait = status.retryAtMs - Date.now();
      const when = wait > SHORT_WAIT_MS ? ` at ${clock(status.retryAtMs, state)}` : '';
      return reconnecting(status.attempt, { ...state, failure: status.reason }, when);
    }
    case 'stopped': {
      const { code, text } = status.reason;
      // What the server has not said, the reason says in full.
      const advice = code === NO_CLOSE_FRAME ? '' : `${whereToLook(state)} `;
      return { severity: 'error', text: `Not connected: ${sentence(text)} ${advice}Refresh the panel to try again.` };
    }
    case undefined:
      return undefined;
  }
}

/** The same words from one failure to the next, also while an attempt is made: a notice that flickers can't be read. */
function reconnecting(attempt: number, state: StreamState, when = ''): QueryResultMetaNotice {
  const beginning = `Reconnecting${when}${attempts(attempt)}`;
  if (!state.failure) {
    return warning(`${beginning}…`);
  }
  // A connection that was there a moment ago most often comes back by itself.
  const advice = neverCame(state) || attempt > 1 ? ` ${whereToLook(state)}` : '';
  return warning(`${beginning}: ${sentence(state.failure.text)}${offline()}${advice}`);
}

function attempts(attempt: number): string {
  return attempt > 1 ? ` (attempt ${attempt})` : '';
}

function silence(since: number, state: StreamState): QueryResultMetaNotice {
  const text = `Connected, but silent for ${duration(Date.now() - since)}: nothing has come since ${clock(since, state)}.`;
  return { severity: 'info', text };
}

function offline(): string {
  return navigator.onLine === false ? ' This computer is offline.' : '';
}

function clock(ms: number, { timeZone }: StreamState): string {
  return dateTimeFormat(ms, { format: 'HH:mm:ss', timeZone });
}

function warning(text: string): QueryResultMetaNotice {
  return { severity: 'warning', text };
}

function neverCame({ stats }: StreamState): boolean {
  return !stats || stats.messages === 0;
}

/** Browsers hide from a page why a WebSocket did not open: a closer look finds out more. */
function whereToLook(state: StreamState): string {
  if (state.diagnosis !== undefined) {
    return state.diagnosis;
  }
  const path = state.path?.trim();
  const test = `Save & test in the data source's settings says ${state.access === 'direct' ? 'what to check' : 'why'}.`;
  return path && neverCame(state) ? `Check the query's path ${quote(path)}; ${test}` : test;
}
