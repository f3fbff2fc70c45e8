import { Stack, Text } from '@grafana/ui';
import React from 'react';

import { ACCESS_NAMES } from '../../types';
import { Note } from '../shared/Note';
import { type AccessMode, accessOf } from './access';
import { type ListName, readList, sendsMessages, setList } from './handshake';
import { HandshakeList } from './HandshakeList';
import { type Options, type OptionsChange } from './options';
import { RuleRow } from './RuleRow';
import { StepRow } from './StepRow';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

const NEW_STEPS = [
  { label: 'Send a message', item: { send: '' } },
  { label: 'Wait for a message', item: { await: '' } },
];

const NEW_RULES = [
  { label: 'Send every so often', item: { everySeconds: 30, send: '' } },
  { label: 'Answer a message', item: { when: '', send: '' } },
  { label: 'Fail on a message', item: { when: '', fail: '' } },
];

const SECRETS: Record<AccessMode, string> = {
  proxy:
    'Whoever can see a dashboard can read these messages in their browser. A secret belongs into a custom header or a ' +
    'secret query parameter, above, where the server takes it there.',
  direct:
    'Whoever can see a dashboard can read these messages in their browser, and from the browser nothing can be kept ' +
    `secret. Where the server takes a secret in a header or a query parameter, “${ACCESS_NAMES.proxy}” keeps it.`,
};

/** What is said on a connection before, and beside, the queries' own messages. */
export function HandshakeSettings({ options, onChange }: Props) {
  const list = (name: ListName) => ({
    list: readList(options, name),
    onChange: (items: unknown[]) => onChange(setList(options, name, items)),
  });
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="column" gap={0.5}>
        <Text variant="bodySmall" color="secondary">
          What is said on a connection before the queries’ own messages, again after each reconnect. Nothing else is
          sent before the last step is done.
        </Text>
        <Text variant="bodySmall" color="secondary">
          What to wait for or to act on is a JSONPath, which starts with <code>$</code> and must select something in the
          message; or else it is how the message starts.
        </Text>
        <Text variant="bodySmall" color="secondary">
          Messages may have placeholders: <code>{'${match.name}'}</code> is the value of “name” in the message that was
          waited for or acted on, <code>{'${match}'}</code> what was selected there, and <code>{'${__id}'}</code> a
          fresh number. Dashboard variables work, too.
        </Text>
      </Stack>
      {sendsMessages(options) && <Note>{SECRETS[accessOf(options)]}</Note>}
      <HandshakeList
        title="Steps"
        description="Taken in this order, each time the connection opens."
        noun="step"
        additions={NEW_STEPS}
        Row={StepRow}
        {...list('steps')}
      />
      <HandshakeList
        title="Rules"
        description="Followed as long as the connection is open; what is sent every so often waits for the last step."
        noun="rule"
        additions={NEW_RULES}
        Row={RuleRow}
        {...list('rules')}
      />
    </Stack>
  );
}
