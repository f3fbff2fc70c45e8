import { type TestDataSourceResponse } from '@grafana/data';

import { NO_CLOSE_FRAME } from '../engine/protocol';
import { ACCESS_NAMES } from '../types';
import { type Page } from '../url/resolve';
import { shownAddress } from '../url/shownAddress';
import { type Outcome } from './observe';
import { type ProbeResult } from './probe';

/** How much of the first message is shown. */
const SAMPLE_LENGTH = 160;

/** A connection that opened, or must not be dialled, in words; undefined when it did not, which needs a closer look. */
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
    case 'closed': {
      const { text, code } = outcome.reason;
      // What ended without a close frame says itself what was wrong.
      const advice =
        code === NO_CLOSE_FRAME
          ? ''
          : ` (code ${code}). The server may want other credentials, a subprotocol, a handshake or another path.`;
      return failure(`The connection opened and ended before a message arrived: ${text}${advice}`);
    }
    case 'unusable':
      return failure(outcome.error.message);
    case 'forbidden':
      return failure(outcome.reason.text);
    case 'refused':
    case 'timeout':
      return undefined;
  }
}

/** Why a connection through Grafana's proxy does not open, by what a plain request to the same address found. */
export function explainProxyFailure(result: ProbeResult): string {
  switch (result.kind) {
    case 'credentials-refused':
      return (
        'The server refused the credentials (401): check the custom headers and the secret query parameters in the data ' +
        "source's settings, and save them."
      );
    case 'address-invalid':
      return (
        'The data source has no address, or not a valid one: enter one such as wss://your-host/some/prefix-path under ' +
        '“WebSocket host” in its settings, and save them.'
      );
    case 'session-refused':
      return 'Grafana did not accept your session (401): sign in again.';
    case 'permission-missing':
      return 'Grafana does not let you query this data source (403): ask an administrator for the permission.';
    case 'host-not-allowed':
      return (
        "Grafana's server may not connect to this host (403): ask its administrator to add the host and its port to " +
        'data_source_proxy_whitelist.'
      );
    case 'origin-refused':
      return (
        "Grafana took this page for another site's (403): let the reverse proxy before Grafana pass the Host header " +
        "unchanged, or ask Grafana's administrator to add this page's host to csrf_trusted_origins."
      );
    case 'server-refused':
      return (
        'The server refused the request (403): check the path, and that the custom headers and the secret query ' +
        'parameters give access to it. If the server wants an Origin header, which Grafana removes, it needs the access ' +
        `“${ACCESS_NAMES.direct}”.`
      );
    case 'unreachable':
      return (
        `Grafana's server can't reach the host (${result.status}): check the address, and that the host can be reached ` +
        "from Grafana's server, which may not be in the network that your browser is in."
      );
    case 'redirected':
      return (
        "The answer is a redirect, which a WebSocket can't follow: enter the address that it leads to (wss:// instead " +
        'of ws://, perhaps), or sign in again if it leads to a sign-in page.'
      );
    case 'not-upgraded':
      return explainMissingUpgrade(result.status);
    case 'unanswered':
      return `Grafana itself did not answer (${result.reason}): check your connection to Grafana.`;
  }
}

// Cross-site checks look at upgrades, which have an Origin: a Host that does not fit it is not seen in plain requests.
function explainMissingUpgrade(status: number): string {
  const path =
    status === 404
      ? 'Check the path, which the server does not know'
      : 'Check that a WebSocket listens at this address and path';
  return (
    `The host answers plain HTTP (${status}), but the WebSocket upgrade did not come through. ${path}, and that reverse ` +
    'proxies before Grafana pass the Upgrade and Connection headers, and Host unchanged.'
  );
}

/** What may be wrong with a direct connection that does not open: its browser does not tell. */
export function explainDirectFailure(url: string, page: Pick<Page, 'protocol' | 'host'>): string {
  const scheme = url.startsWith('wss:')
    ? 'that it speaks wss:// and not ws://, with a certificate that this browser trusts'
    : 'that it speaks ws:// and not wss://';
  return (
    `The browser could not connect to ${shownAddress(url)}, and browsers hide the reason from pages: check the host, ` +
    `the port and the path; that a server is listening there, in reach of this browser; and ${scheme}. Else the server ` +
    `may not accept this page's origin, ${page.protocol}//${page.host}; Grafana's content security policy may not allow ` +
    `${new URL(url).host} in connect-src (the browser's console says so); or the server wants headers or secrets, which ` +
    `need the access “${ACCESS_NAMES.proxy}”.`
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
