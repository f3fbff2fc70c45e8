import { InlineField } from '@grafana/ui';
import React, { useId } from 'react';

import { checkedPath } from '../../url/path';
import { DraftInput } from '../shared/DraftInput';

interface Props {
  path: string;
  onCommit: (path: string) => void;
}

/** The part of the address that is the query's own. */
export function PathField({ path, onCommit }: Props) {
  const id = useId();
  const problem = pathProblem(path);
  return (
    <InlineField
      label="Path"
      labelWidth={12}
      htmlFor={id}
      grow
      tooltip="Appended to the data source’s address. Dashboard variables are filled in."
      invalid={problem !== undefined}
      error={problem}
    >
      <DraftInput
        id={id}
        value={path}
        placeholder="optional, such as ticker/btc"
        spellCheck={false}
        onCommit={(text) => onCommit(text.trim())}
      />
    </InlineField>
  );
}

/** What the address's own check says, before the query runs into it. */
function pathProblem(path: string): string | undefined {
  try {
    checkedPath(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
