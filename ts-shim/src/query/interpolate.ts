import { type ScopedVars } from '@grafana/data';

import { type TributaryQuery } from '../types';

/** Grafana's `TemplateSrv.replace`. */
export type Replace = (text: string, scopedVars?: ScopedVars) => string;

/**
 * The query with its variables replaced where they are meant: path, parameters' values, subscribe and unsubscribe
 * messages. JSONPaths keep their `$`.
 */
export function interpolateQuery(query: TributaryQuery, replace: Replace, scopedVars?: ScopedVars): TributaryQuery {
  const text = (value: string | undefined) => (value === undefined ? undefined : replace(value, scopedVars));
  return {
    ...query,
    path: text(query.path),
    params: query.params?.map(({ name, value }) => ({ name, value: replace(value, scopedVars) })),
    subscribe: text(query.subscribe),
    unsubscribe: text(query.unsubscribe),
  };
}
