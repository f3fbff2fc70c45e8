import { Button, Stack } from '@grafana/ui';
import React from 'react';

import { GapNote } from './GapNote';
import { HEADERS } from './numberedSecrets';
import { type Options, type OptionsChange } from './options';
import { SecretRow } from './SecretRow';
import { headerNameProblem } from './tokens';
import { useNumberedSecrets } from './useNumberedSecrets';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** Headers that Grafana's proxy adds to the request; their values are secret. */
export function HeaderRows({ options, onChange }: Props) {
  const secrets = useNumberedSecrets(options, HEADERS, onChange);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {secrets.entries.map((entry) => (
        <SecretRow
          key={entry.number}
          id={secrets.rowId(entry.number)}
          entry={entry}
          label={`header ${entry.number}`}
          namePlaceholder="X-Api-Key"
          note={headerNameProblem(entry.name) ?? secrets.valueNote(entry)}
          onName={(name) => secrets.rename(entry.number, name.trim())}
          onValue={(value) => secrets.setValue(entry.number, value)}
          onReset={() => secrets.reset(entry.number)}
          onRemove={() => secrets.remove(entry.number)}
        />
      ))}
      <GapNote secrets={secrets} what="headers" />
      <Button id={secrets.addId} type="button" icon="plus" variant="secondary" size="sm" onClick={secrets.add}>
        Add header
      </Button>
    </Stack>
  );
}
