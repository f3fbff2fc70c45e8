import { type FieldSpec, type SubscriptionSpec, type ViewSpec } from '../engine/protocol';
import { DEFAULTS, type TributaryDataSourceOptions, type TributaryField, type TributaryQuery } from '../types';
import { closeCodeWords } from './closeCodes';
import { handshakeWords } from './handshake';
import { checkedBuffer, checkedField, isNumber, notNegative } from './validate';

/** Of a data source what its queries' specs need. */
export interface SpecSettings {
  /** Sockets and buffers are shared within it only; see `newScope`. */
  scope: string;
  jsonData: TributaryDataSourceOptions;
  /** Replaces the variables in a handshake's templates; those of the query are replaced already. */
  replace?: (text: string) => string;
  /** What of the buffer is shown; absent: all of it. */
  view?: ViewSpec;
}

let scopes = 0;

/**
 * A scope that no other has. Grafana makes a new data source instance when settings are saved, and behind its proxy
 * the address stays the same then, wherever the new settings lead: so an instance shares nothing with the one before.
 */
export function newScope(uid: string): string {
  return `${uid}#${++scopes}`;
}

/** What the engine is asked for: a query, its variables replaced, with the data source's settings. Throws a `TributaryError` when the query can't be run. */
export function subscriptionSpec(query: TributaryQuery, settings: SpecSettings, url: string): SubscriptionSpec {
  const { reconnect, linger, subprotocols, handshake } = settings.jsonData;
  return {
    connection: {
      scope: settings.scope,
      url,
      protocols: (subprotocols ?? []).filter((name) => name !== ''),
      lingerMs: notNegative(linger?.socketMs) ?? DEFAULTS.linger.socketMs,
      reconnect: {
        baseMs: notNegative(reconnect?.baseMs) ?? DEFAULTS.reconnect.baseMs,
        capMs: notNegative(reconnect?.capMs) ?? DEFAULTS.reconnect.capMs,
        stableMs: notNegative(reconnect?.stableMs) ?? DEFAULTS.reconnect.stableMs,
        connectTimeoutMs: notNegative(reconnect?.connectTimeoutMs) ?? DEFAULTS.reconnect.connectTimeoutMs,
        idleTimeoutMs: notNegative(reconnect?.idleTimeoutMs),
        closeCodes: closeCodeWords(reconnect?.closeCodes),
      },
      handshake: handshakeWords(handshake, settings.replace ?? ((text) => text)),
    },
    stream: {
      subscribe: present(query.subscribe),
      unsubscribe: present(query.unsubscribe),
      where: present(query.where),
      rows: present(query.rows),
      fields: query.fields
        .filter((field) => present(field.path))
        .map(fieldSpec)
        .map(checkedField),
      buffer: checkedBuffer(query),
      lingerMs: notNegative(linger?.bufferMs) ?? DEFAULTS.linger.bufferMs,
    },
    view: settings.view,
  };
}

/** The most emissions a second that a query may have, 1 to 60: its own setting, or the data source's. */
export function emissionsPerSecond(
  { maxHz }: Pick<TributaryQuery, 'maxHz'>,
  { emit }: Pick<TributaryDataSourceOptions, 'emit'>
): number {
  const hz = [maxHz, emit?.hz].find(isNumber) ?? DEFAULTS.hz;
  return Math.min(60, Math.max(1, hz));
}

function fieldSpec({ path, name, type, role, timeFormat, nanosecondsPath }: TributaryField): FieldSpec {
  return {
    path,
    name: present(name),
    type,
    role,
    timeFormat: present(timeFormat),
    nanosecondsPath: present(nanosecondsPath),
  };
}

// An editor's emptied input says the same as one that was never filled in.
function present(text: string | undefined): string | undefined {
  return text !== undefined && text.trim() !== '' ? text : undefined;
}
