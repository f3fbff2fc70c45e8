import { type TestDataSourceResponse } from '@grafana/data';

import { ACCESS_NAMES } from '../types';
import { type Outcome } from './observe';
import { type ProbeResult } from './probe';

/** How much of the first message is shown. */
const SAMPLE_LENGTH = 160;

/** A connection that opened, in words; undefined when it did not, which needs a closer look. */
export function explainOpened(outcome: Outcome, timeoutMs: number): TestDataSourceResponse | undefined {
  switch (outcome.kind) {
    case 'message':
      return success(`Connected, and a message arrived: ${shorten(outcome.sample)}`);
    case 'unreadable':
      return success(
        `Connected, and a message arrived, but it can't be read: ${outcome.failure.message} ` +
          `It began with: ${shorten(outcome.failure.sample)}`
      );
    case 'silent':
      return success(
        `Connected, but no message arrived within ${timeoutMs / 1000} s. That is normal for a server that waits to ` +
          'be subscribed to, or sends at another path: set both in the query.'
      );
    case 'closed':
      return failure(
        `The connection opened and was closed before a message arrived: ${outcome.reason.text} ` +
          `(code ${outcome.reason.code}). The server may want other credentials, a subprotocol or another path.`
      );
    case 'unusable':
      return failure(outcome.error.message);
    case 'refused':
    case 'timeout':
      return undefined;
  }
}

/** Why a connection through Grafana's proxy did not open, by what a plain request to the same address found. */
export function explainProxyFailure(result: ProbeResult): TestDataSourceResponse {
  switch (result.kind) {
    case 'credentials-refused':
      return failure(
        'The server refused the credentials (401): check the custom headers and the secret query parameters. Secrets ' +
          'take effect when they are saved.'
      );
    case 'address-invalid':
      return failure(
        'The data source has no address, or not a valid one: enter one such as wss://your-host/some/prefix-path under ' +
          '“WebSocket host” and save.'
      );
    case 'unanswered':
      return failure(`Grafana itself did not answer (${result.reason}): check your connection to Grafana.`);
    case 'answered':
      return failure(explainStatus(result.status));
  }
}

function explainStatus(status: number): string {
  if (status === 502 || status === 503 || status === 504) {
    return (
      `Grafana's server can't reach the host (${status}): check the address, and that the host can be reached from ` +
      "Grafana's server, which may not be in the network that your browser is in."
    );
  }
  if (status === 401) {
    return 'Grafana did not accept your session (401): sign in again.';
  }
  if (status === 403) {
    return (
      'The connection was refused (403): by the server, for want of rights, or by Grafana, if a reverse proxy before ' +
      'it rewrites the Host header (it must pass Host, Upgrade and Connection unchanged).'
    );
  }
  const path = status === 404 ? ' Check the path in the address, too: the server did not know it.' : '';
  return (
    `The host answers plain HTTP (${status}) but the WebSocket upgrade did not come through. Check that a WebSocket ` +
    `listens at this address, and that reverse proxies before Grafana pass the Upgrade and Connection headers.${path}`
  );
}

/** What may be wrong with a direct connection that did not open: its browser does not tell. */
export function explainDirectFailure(url: string): TestDataSourceResponse {
  const host = new URL(url).host;
  const opening = `The browser could not connect to ${host}, and browsers hide the reason from pages.`;
  const scheme = url.startsWith('wss:')
    ? 'that it speaks wss:// and not ws://, with a certificate that this browser trusts'
    : 'that it speaks ws:// and not wss://';
  return failure(
    `${opening} Check the host, the port and the path; that a server is listening there, in reach of this browser; and ` +
      `${scheme}. Else the server may not accept pages of this origin, or Grafana's content security policy may not ` +
      `allow ${host} in connect-src (the browser's console says so). Servers that want headers or secrets need the ` +
      `access “${ACCESS_NAMES.proxy}”.`
  );
}

function success(message: string): TestDataSourceResponse {
  return { status: 'success', message };
}

function failure(message: string): TestDataSourceResponse {
  return { status: 'error', message };
}

function shorten(sample: string): string {
  return sample.length > SAMPLE_LENGTH ? `${sample.slice(0, SAMPLE_LENGTH)}…` : sample;
}
