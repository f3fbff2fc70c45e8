import { TributaryError } from '../errors';
import { ACCESS_NAMES, MAX_SECRET_PARAMS, type NameValue, type TributaryDataSourceOptions } from '../types';
import { checkedPath, hasHalfCharacter } from './path';
import { shownAddress } from './shownAddress';
import { isPotentiallyTrustworthy } from './trustworthy';

/** Of Grafana's instance settings what decides the address. */
export interface AddressSettings {
  uid: string;
  access: 'direct' | 'proxy';
  /** The configured address in direct mode; Grafana's proxy path (not used) in proxy mode. */
  url?: string;
  jsonData: TributaryDataSourceOptions;
}

/** Where this page is. */
export interface Page {
  /** 'http:' or 'https:'. */
  protocol: string;
  /** Host and port. */
  host: string;
  /** Grafana's sub-path without a slash at its end, or ''. */
  appSubUrl: string;
}

// Grafana reads these on every request; `orgId` would even switch the user's organisation.
const RESERVED_BEHIND_PROXY = ['orgid', 'targetorgid'];

/**
 * The absolute `ws:` or `wss:` address that a query dials, variables already replaced. Scheme and host are the data
 * source's (or the page's, behind Grafana's proxy), and the path stays under it. Secrets are no part of it: the
 * proxy's routes add them. Throws a `TributaryError` with the field 'path', 'params' or 'url'.
 */
export function resolveAddress(
  settings: AddressSettings,
  page: Page,
  query: { path?: string; params?: NameValue[] }
): string {
  const base = settings.access === 'direct' ? directBase(settings.url, page) : proxyBase(settings, page);
  const path = checkedPath(query.path);
  const prefix = base.pathname.replace(/\/+$/, '');
  const params = [...(settings.jsonData.params ?? []), ...(query.params ?? [])];
  checkEncodable(params);
  if (settings.access === 'proxy') {
    checkReserved(params);
  }
  // No path keeps the configured address to the letter: to some servers `/ws` and `/ws/` differ.
  const pathname = path === '' ? base.pathname : `${prefix}/${path}`;
  const search = [base.search.slice(1), ...params.filter(({ name }) => name !== '').map(encodeParam)].filter(Boolean);
  const resolved = new URL(`${base.origin}${pathname}${search.length > 0 ? `?${search.join('&')}` : ''}`);
  checkUnder(resolved, base, prefix);
  return resolved.href;
}

function directBase(setting: string | undefined, page: Page): URL {
  const text = setting?.trim() ?? '';
  if (text === '') {
    throw refuse('url-missing', 'The data source has no address: enter one such as wss://your-host/some/prefix-path.');
  }
  if (!/^(wss?|https?):\/\//i.test(text)) {
    throw refuse(
      'url-scheme',
      `The data source's address must begin with wss:// or ws://: “${shownAddress(text)}” does not.`
    );
  }
  let url: URL;
  try {
    url = new URL(text.replace(/^http/i, 'ws'));
  } catch {
    throw refuse(
      'url-invalid',
      `The data source's address “${shownAddress(text)}” is not a valid URL: check its host and port.`
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'url-credentials',
      'Leave user name and password out of the address: everyone who may see it could read them. Send them as a ' +
        `custom header or a secret parameter, with the access “${ACCESS_NAMES.proxy}”.`
    );
  }
  if (url.hash !== '') {
    throw refuse('url-fragment', "A WebSocket's address can't have a fragment (#…): remove it.");
  }
  if (page.protocol === 'https:' && url.protocol === 'ws:' && !isPotentiallyTrustworthy(url.hostname)) {
    throw refuse(
      'mixed-content',
      `Browsers don't let an https page connect to ${shownAddress(url.href)}, which is not encrypted (mixed content): ` +
        `use wss:// if the server has it, or the access “${ACCESS_NAMES.proxy}”.`
    );
  }
  return url;
}

function proxyBase(settings: AddressSettings, page: Page): URL {
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws';
  const uid = encodeURIComponent(settings.uid);
  // Grafana's routes match by prefix: every path begins with one, or the user's own might begin like one. It has no
  // slash at its end: the server would join that to the configured address.
  const route = `q${secretParamCount(settings.jsonData)}`;
  return new URL(`${scheme}://${page.host}${page.appSubUrl}/api/datasources/proxy/uid/${uid}/${route}`);
}

/** How many secret query parameters are named, up to the first gap, as Grafana's routes see them. */
function secretParamCount(jsonData: TributaryDataSourceOptions): number {
  let count = 0;
  while (jsonData[`queryParamName${count + 1}`]) {
    count++;
  }
  if (count > MAX_SECRET_PARAMS) {
    throw refuse(
      'params-many',
      `The data source has more than ${MAX_SECRET_PARAMS} secret query parameters: remove some.`
    );
  }
  return count;
}

function checkEncodable(params: NameValue[]): void {
  const broken = params.find(({ name, value }) => hasHalfCharacter(name) || hasHalfCharacter(value));
  if (broken) {
    throw new TributaryError({
      code: 'params-character',
      message: `The query parameter “${broken.name}” contains half a character (of an emoji, perhaps): write it anew.`,
      field: 'params',
    });
  }
}

function checkReserved(params: NameValue[]): void {
  const reserved = params.find(({ name }) => RESERVED_BEHIND_PROXY.includes(name.trim().toLowerCase()));
  if (reserved) {
    throw new TributaryError({
      code: 'params-reserved',
      message: `Grafana itself reads the query parameter “${reserved.name}”: it can't be sent through its proxy.`,
      field: 'params',
    });
  }
}

// `%20` for a space, not a form's `+`, which not every server takes back.
function encodeParam({ name, value }: NameValue): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

// The checks before have refused whatever is known to escape; this one asks the parser that the browser dials with.
function checkUnder(resolved: URL, base: URL, prefix: string): void {
  const stays =
    resolved.origin === base.origin &&
    resolved.protocol === base.protocol &&
    resolved.username === '' &&
    resolved.password === '' &&
    (resolved.pathname === base.pathname || resolved.pathname.startsWith(`${prefix}/`));
  if (!stays) {
    throw new TributaryError({
      code: 'path-traversal',
      message: "The path must stay under the data source's address.",
      field: 'path',
    });
  }
}

function refuse(code: string, message: string): TributaryError {
  return new TributaryError({ code, message, field: 'url' });
}
