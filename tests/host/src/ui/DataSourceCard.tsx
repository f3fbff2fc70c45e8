/** The data source's settings with the plugin's own editor, and "Save & test". */
import { css } from '@emotion/css';
import type { DataSourceSettings, TestDataSourceResponse } from '@grafana/data';
import { Alert, type AlertVariant, Button } from '@grafana/ui';
import { useEffect, useState } from 'react';
import type { Session } from '../session';
import { Card } from './Card';
import { useValue } from './useValue';

export function DataSourceCard({ session }: { session: Session }) {
  const { settings } = useValue(session.state);
  const [edited, setEdited] = useState<DataSourceSettings>(settings);
  const [outcome, setOutcome] = useState<TestDataSourceResponse>();
  const [busy, setBusy] = useState(false);
  useEffect(() => setEdited(settings), [settings]);
  // What was said of one data source says nothing of another.
  useEffect(() => setOutcome(undefined), [settings.uid]);

  const saveAndTest = async (): Promise<void> => {
    setBusy(true);
    setOutcome(undefined);
    try {
      setOutcome(await session.saveAndTest(edited));
    } catch (error) {
      setOutcome({ status: 'error', message: error instanceof Error ? error.message : 'The settings were not saved' });
    } finally {
      setBusy(false);
    }
  };

  const Editor = session.loaded.plugin.components.ConfigEditor;
  return (
    <Card
      title="Data source"
      hint={settings.name}
      testId="data-source-card"
      actions={
        <Button size="sm" disabled={busy} icon={busy ? 'spinner' : undefined} onClick={() => void saveAndTest()}>
          Save & test
        </Button>
      }
    >
      {outcome && <Outcome outcome={outcome} />}
      {Editor && <Editor key={settings.uid} options={edited} onOptionsChange={setEdited} />}
    </Card>
  );
}

function Outcome({ outcome }: { outcome: TestDataSourceResponse }) {
  const details = outcome.details as { message?: string; verboseMessage?: string } | undefined;
  return (
    <Alert
      title={outcome.message}
      severity={severityOf(outcome.status)}
      bottomSpacing={0}
      className={wrapping}
      data-testid="test-outcome"
    >
      {details?.message}
      {details?.verboseMessage && <pre>{details.verboseMessage}</pre>}
    </Alert>
  );
}

/** A message that arrived has few places to break at. */
const wrapping = css({ overflowWrap: 'anywhere' });

function severityOf(status: string): AlertVariant {
  const known: AlertVariant[] = ['success', 'warning', 'error', 'info'];
  return known.find((severity) => severity === status.toLowerCase()) ?? 'info';
}
