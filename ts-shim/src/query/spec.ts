import { type FieldSpec, type SubscriptionSpec } from '../engine/protocol';
import {
  DEFAULT_BUFFER_ROWS,
  DEFAULTS,
  type TributaryDataSourceOptions,
  type TributaryField,
  type TributaryQuery,
} from '../types';

/** What the engine is asked for: a query, its variables replaced, with the data source's settings. */
export function subscriptionSpec(
  query: TributaryQuery,
  settings: { uid: string; jsonData: TributaryDataSourceOptions },
  url: string
): SubscriptionSpec {
  const { reconnect, linger, subprotocols } = settings.jsonData;
  return {
    connection: {
      scope: settings.uid,
      url,
      protocols: (subprotocols ?? []).filter((name) => name !== ''),
      lingerMs: linger?.socketMs ?? DEFAULTS.linger.socketMs,
      reconnect: {
        baseMs: reconnect?.baseMs ?? DEFAULTS.reconnect.baseMs,
        capMs: reconnect?.capMs ?? DEFAULTS.reconnect.capMs,
        stableMs: reconnect?.stableMs ?? DEFAULTS.reconnect.stableMs,
        connectTimeoutMs: reconnect?.connectTimeoutMs ?? DEFAULTS.reconnect.connectTimeoutMs,
      },
    },
    stream: {
      subscribe: present(query.subscribe),
      unsubscribe: present(query.unsubscribe),
      where: present(query.where),
      rows: present(query.rows),
      fields: query.fields.filter((field) => present(field.path)).map(fieldSpec),
      buffer: {
        kind: 'append',
        rows: Math.max(1, Math.floor(query.buffer?.rows || DEFAULT_BUFFER_ROWS)),
        ageSeconds: query.buffer?.ageSeconds,
      },
      lingerMs: linger?.bufferMs ?? DEFAULTS.linger.bufferMs,
    },
    hz: emissionsPerSecond(query, settings.jsonData),
  };
}

/** The most emissions a second that a query may have, 1 to 60: its own setting, or the data source's. */
export function emissionsPerSecond(
  { maxHz }: Pick<TributaryQuery, 'maxHz'>,
  { emit }: Pick<TributaryDataSourceOptions, 'emit'>
): number {
  return Math.min(60, Math.max(1, maxHz ?? emit?.hz ?? DEFAULTS.hz));
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
