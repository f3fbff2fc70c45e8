/** The queries with the plugin's own editor, as Grafana's panel editor has them. */
import { Button, Stack } from '@grafana/ui';
import type { DataQuery } from '@grafana/schema';
import type { Session } from '../session';
import { Card } from './Card';
import { QueryRow } from './QueryRow';
import { useValue } from './useValue';

export function QueryCard({ session }: { session: Session }) {
  const { queries, sample } = useValue(session.state);
  const replace = (at: number, by: DataQuery[]): void =>
    session.setQueries(queries.flatMap((query, index) => (index === at ? by : [query])));
  return (
    <Card
      title="Query"
      hint={sample.description}
      testId="query-card"
      actions={
        <Button size="sm" icon="sync" variant="secondary" onClick={() => session.dashboard.runQueries()}>
          Run queries
        </Button>
      }
    >
      {queries.map((query, index) => (
        <QueryRow
          key={query.refId}
          session={session}
          query={query}
          onChange={(changed) => replace(index, [changed])}
          onRemove={queries.length > 1 ? () => replace(index, []) : undefined}
        />
      ))}
      <Stack>
        <Button size="sm" icon="plus" variant="secondary" onClick={() => session.setQueries([...queries, {}])}>
          Add query
        </Button>
      </Stack>
    </Card>
  );
}
