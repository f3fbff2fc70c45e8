import { Field } from '@grafana/ui';
import React from 'react';

import { DEFAULTS } from '../../types';
import { DraftNumber } from '../shared/DraftNumber';
import { readStep } from '../../query/handshakeItems';
import { type RowProps } from './HandshakeList';
import { LineField } from './LineField';
import { TemplateField } from './TemplateField';
import { UnreadableRow } from './UnreadableRow';

/** One step: a message that is sent, or one that is waited for. */
export function StepRow({ id, item, styles, onChange }: RowProps) {
  const step = readStep(item);
  switch (step.kind) {
    case 'send':
      return (
        <TemplateField
          id={id}
          label="Send"
          value={step.send}
          placeholder='{"op": "hello", "id": ${__id}}'
          className={styles.text}
          onCommit={(send) => onChange({ send })}
        />
      );
    case 'await':
      return (
        <>
          <LineField
            id={id}
            label="Wait for"
            value={step.await}
            placeholder="$.token"
            missing="Type what the message must match."
            mono
            className={styles.text}
            onCommit={(match) => onChange({ await: match })}
          />
          <Field label="within (seconds)" htmlFor={`${id}-within`} className={styles.number} noMargin>
            <DraftNumber
              id={`${id}-within`}
              min={0.1}
              value={step.withinSeconds}
              placeholder={String(DEFAULTS.awaitSeconds)}
              onCommit={(withinSeconds) => onChange({ withinSeconds })}
            />
          </Field>
        </>
      );
    case 'unknown':
      return <UnreadableRow id={id} what="This step" saved={item} />;
  }
}
