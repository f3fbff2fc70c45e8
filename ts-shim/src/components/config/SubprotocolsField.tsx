import { Field } from '@grafana/ui';
import React, { useId } from 'react';

import { DraftInput } from '../shared/DraftInput';
import { type Options, type OptionsChange, withJsonData } from './options';
import { parseSubprotocols, subprotocolProblem } from './tokens';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** What the client offers to speak; the server picks one. */
export function SubprotocolsField({ options, onChange }: Props) {
  const id = useId();
  const protocols = options.jsonData?.subprotocols ?? [];
  const problem = subprotocolProblem(protocols);
  const set = (text: string) => {
    const parsed = parseSubprotocols(text);
    onChange(withJsonData(options, { subprotocols: parsed.length === 0 ? undefined : parsed }));
  };
  return (
    <Field
      label="Subprotocols"
      description="Only if the server asks for them; separate several by commas."
      htmlFor={id}
      invalid={problem !== undefined}
      error={problem}
      noMargin
    >
      <DraftInput id={id} value={protocols.join(', ')} placeholder="none" spellCheck={false} onDraft={set} />
    </Field>
  );
}
