/**
 * Model of Grafana's `BackendSrv`: what plugins use of it.
 *
 * Answers outside 200–299 are thrown as a `FetchError`; a body that is not JSON is text, and in an error it is wrapped
 * as `{ message, error, response }`. Unsubscribing aborts the request.
 */
import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { firstValueFrom, map, type Observable, throwError } from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

export const backendSrv: BackendSrv = {
  fetch: send,
  datasourceRequest: (options) => firstValueFrom(send(options)),
  request: (options) => body(options),
  get: (url, params, requestId, options) => body({ ...options, url, params, requestId, method: 'GET' }),
  delete: (url, data, options) => body({ ...options, url, data, method: 'DELETE' }),
  post: (url, data, options) => body({ ...options, url, data, method: 'POST' }),
  patch: (url, data, options) => body({ ...options, url, data, method: 'PATCH' }),
  put: (url, data, options) => body({ ...options, url, data, method: 'PUT' }),
  chunked: () => throwError(() => new Error('The host page does not model chunked requests')),
};

function body<T>(config: BackendSrvRequest): Promise<T> {
  return firstValueFrom(send<T>(config).pipe(map((response) => response.data)));
}

function send<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  const init: RequestInit = {
    method: config.method ?? 'GET',
    headers: { ...(config.data === undefined ? {} : { 'Content-Type': 'application/json' }), ...config.headers },
    body: config.data === undefined ? undefined : JSON.stringify(config.data),
  };
  return fromFetch(withParams(config), { ...init, selector: (response) => receive<T>(config, response) });
}

function withParams({ url, params }: BackendSrvRequest): string {
  const query = new URLSearchParams(
    Object.entries(params ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)])
  ).toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

async function receive<T>(config: BackendSrvRequest, response: Response): Promise<FetchResponse<T>> {
  const { status, statusText, ok, headers, redirected, type, url } = response;
  const data = parse(await response.text(), config.responseType);
  if (!ok) {
    const details = typeof data === 'string' ? { message: data, error: statusText, response: data } : data;
    const error: FetchError = { status, statusText, data: details, config };
    throw error;
  }
  return { status, statusText, ok, headers, redirected, type, url, config, data: data as T };
}

function parse(text: string, responseType: BackendSrvRequest['responseType']): unknown {
  if (responseType === 'text') {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
