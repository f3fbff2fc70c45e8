import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import { Note } from '../shared/Note';
import { useFocusNext } from '../shared/useFocusNext';
import { AddCloseCode } from './AddCloseCode';
import { clearCloseCodes, readCloseCodes, setCloseCode, type Verdict } from './closeCodes';
import { type Options, type OptionsChange } from './options';
import { UnreadableRow } from './UnreadableRow';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

const VERDICTS: Array<{ value: Verdict; label: string }> = [
  { value: 'retry', label: 'Try again' },
  { value: 'stop', label: 'Stop' },
];

/** What the codes that servers define for themselves mean: whether to come back after such a close. */
export function CloseCodeList({ options, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const addId = useId();
  const focusNext = useFocusNext();
  const saved = readCloseCodes(options);

  if ('stray' in saved) {
    return (
      <Stack alignItems="center" wrap="wrap" gap={1}>
        <UnreadableRow what="What is saved in place of close codes" saved={saved.stray} />
        <Button type="button" size="sm" variant="secondary" onClick={() => onChange(clearCloseCodes(options))}>
          Remove it
        </Button>
      </Stack>
    );
  }
  const remove = (code: string) => {
    onChange(setCloseCode(options, code, undefined));
    focusNext(addId);
  };
  return (
    <Stack direction="column" gap={1}>
      {saved.codes.map((row) => (
        <div key={row.code} role="group" aria-label={`Close code ${row.code}`} className={styles.row}>
          <span className={styles.code}>{row.code}</span>
          {'problem' in row ? (
            <Note tone="warning">{row.problem}</Note>
          ) : (
            <RadioButtonGroup
              aria-label={`After close code ${row.code}`}
              options={VERDICTS}
              value={row.verdict}
              onChange={(chosen) => onChange(setCloseCode(options, row.code, chosen))}
            />
          )}
          <IconButton name="trash-alt" aria-label={`Remove close code ${row.code}`} onClick={() => remove(row.code)} />
        </div>
      ))}
      <AddCloseCode id={addId} codes={saved.codes} onAdd={(code) => onChange(setCloseCode(options, code, 'stop'))} />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  code: css({ minWidth: theme.spacing(5), fontFamily: theme.typography.fontFamilyMonospace }),
});
