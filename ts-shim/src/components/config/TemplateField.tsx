import { Field } from '@grafana/ui';
import React from 'react';

import { MessageArea } from '../shared/MessageArea';
import { useDraft } from '../shared/useDraft';

interface Props {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  className?: string;
  onCommit: (template: string) => void;
}

/** A message that a handshake sends, with placeholders for what the server has said. */
export function TemplateField({ id, label, value, placeholder, className, onCommit }: Props) {
  const { text, inputProps } = useDraft<HTMLTextAreaElement>(value, { onCommit, multiline: true });
  const isMissing = text.trim() === '';
  return (
    <Field
      label={label}
      htmlFor={id}
      invalid={isMissing}
      error="Type the message to send, or remove the row."
      className={className}
      noMargin
    >
      <MessageArea
        {...inputProps}
        id={id}
        value={text}
        minRows={1}
        aria-invalid={isMissing}
        placeholder={placeholder}
      />
    </Field>
  );
}
