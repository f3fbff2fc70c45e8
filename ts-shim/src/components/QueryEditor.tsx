import { type QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';

import { type TributaryDataSource } from '../datasource';
import { migrateQuery } from '../query/migrate';
import { type TributaryDataSourceOptions, type TributaryQuery } from '../types';
import { ConnectionState } from './query/ConnectionState';
import { bufferText, connectionStatus } from './query/connectionStatus';
import { editFields, setParams, setText } from './query/edits';
import { FieldList } from './query/FieldList';
import { PathField } from './query/PathField';
import { QueryOptions, optionsSummary } from './query/QueryOptions';
import { QueryParams } from './query/QueryParams';
import { SubscribeMessage } from './query/SubscribeMessage';
import { useQueryEdits } from './query/useQueryEdits';
import { Disclosure } from './shared/Disclosure';
import { Note } from './shared/Note';

type Props = QueryEditorProps<TributaryDataSource, TributaryQuery, TributaryDataSourceOptions>;

/** What a panel reads: where from, which fields, and how much of it is kept. */
export function QueryEditor({ datasource, query: saved, data, onChange, onRunQuery }: Props) {
  const query = migrateQuery(saved);
  const apply = useQueryEdits(saved, onChange, onRunQuery);
  const params = query.params ?? [];
  return (
    <Stack direction="column" gap={0.5}>
      <PathField path={query.path ?? ''} onCommit={(path) => apply(setText('path', path))} />
      <Disclosure title="Query parameters" summary={paramsSummary(params)} defaultOpen={params.length > 0}>
        <QueryParams params={params} onChange={(changed, options) => apply(setParams(changed), options)} />
      </Disclosure>
      <Disclosure
        title="Message to send on open"
        summary={query.subscribe?.split('\n')[0]}
        defaultOpen={Boolean(query.subscribe)}
      >
        <SubscribeMessage
          label="Sent as one text message each time the connection is open, after the handshake"
          message={query.subscribe ?? ''}
          placeholder='{"method": "SUBSCRIBE", "params": ["btcusdt@trade"]}'
          onCommit={(text) => apply(setText('subscribe', text))}
        >
          {query.subscribe && !query.where?.trim() && (
            <Note>
              Without a filter (in the options) this query has a connection of its own, since nothing tells its messages
              apart.
            </Note>
          )}
        </SubscribeMessage>
      </Disclosure>
      <Disclosure
        title="Message to send at the end"
        summary={query.unsubscribe?.split('\n')[0]}
        defaultOpen={Boolean(query.unsubscribe)}
      >
        <SubscribeMessage
          label="Sent when no panel has wanted this for a while and the connection stays"
          message={query.unsubscribe ?? ''}
          placeholder='{"method": "UNSUBSCRIBE", "params": ["btcusdt@trade"]}'
          onCommit={(text) => apply(setText('unsubscribe', text))}
        />
      </Disclosure>
      <FieldList fields={query.fields} onEdit={(edit, options) => apply(editFields(edit), options)} />
      <Disclosure title="Options" summary={optionsSummary(query)}>
        <QueryOptions query={query} apply={apply} />
      </Disclosure>
      <ConnectionState
        status={connectionStatus(data, query.refId)}
        buffered={bufferText(data, query.refId)}
        onReconnect={() => datasource.reconnect()}
      />
    </Stack>
  );
}

function paramsSummary(params: Array<{ name: string }>): string {
  return params.map(({ name }) => name).join(', ');
}
