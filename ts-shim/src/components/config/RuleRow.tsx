import { Checkbox, Field } from '@grafana/ui';
import React from 'react';

import { DraftNumber } from '../shared/DraftNumber';
import { readRule } from '../../query/handshakeItems';
import { type RowProps } from './HandshakeList';
import { LineField } from './LineField';
import { TemplateField } from './TemplateField';
import { UnreadableRow } from './UnreadableRow';

/** One rule: a message that is sent every so often, an answer to a message, or a message that ends the connection. */
export function RuleRow({ id, item, styles, onChange }: RowProps) {
  const rule = readRule(item);
  switch (rule.kind) {
    case 'every':
      return (
        <>
          <Field
            label="Every (seconds)"
            htmlFor={id}
            invalid={rule.everySeconds === undefined}
            error="Type a number of seconds."
            className={styles.number}
            noMargin
          >
            <DraftNumber
              id={id}
              min={0.1}
              value={rule.everySeconds}
              // There is no rule without it: an emptied input goes back to what is saved.
              onCommit={(everySeconds) => everySeconds !== undefined && onChange({ everySeconds })}
            />
          </Field>
          <TemplateField
            id={`${id}-send`}
            label="send"
            value={rule.send}
            placeholder='{"op": "ping"}'
            className={styles.text}
            onCommit={(send) => onChange({ send })}
          />
        </>
      );
    case 'answer':
      return (
        <>
          <When id={id} value={rule.when} placeholder="$.ping" className={styles.text} onChange={onChange} />
          <TemplateField
            id={`${id}-send`}
            label="send"
            value={rule.send}
            placeholder='{"pong": ${match}}'
            className={styles.text}
            onCommit={(send) => onChange({ send })}
          />
        </>
      );
    case 'fail':
      return (
        <>
          <When id={id} value={rule.when} placeholder="$.error" className={styles.text} onChange={onChange} />
          <LineField
            id={`${id}-fail`}
            label="fail with"
            value={rule.fail}
            placeholder="The server refuses: ${match.error}"
            missing="Type the reason that panels show."
            className={styles.text}
            onCommit={(fail) => onChange({ fail })}
          />
          <div className={styles.whole}>
            <Checkbox
              label="and try again"
              value={rule.retry}
              onChange={(event) => onChange({ retry: event.currentTarget.checked ? true : undefined })}
            />
          </div>
        </>
      );
    case 'unknown':
      return <UnreadableRow id={id} what="This rule" saved={item} />;
  }
}

interface WhenProps extends Pick<RowProps, 'id' | 'onChange'> {
  value: string;
  placeholder: string;
  className: string;
}

function When({ id, value, placeholder, className, onChange }: WhenProps) {
  return (
    <LineField
      id={id}
      label="When"
      value={value}
      placeholder={placeholder}
      missing="Type what a message must match."
      mono
      className={className}
      onCommit={(when) => onChange({ when })}
    />
  );
}
