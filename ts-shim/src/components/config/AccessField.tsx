import { Alert, Button, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';

import { ACCESS_NAMES } from '../../types';
import { type AccessMode, accessOf, clearCredentials, hasCredentials, switchAccess } from './access';
import { type Options, type OptionsChange } from './options';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

const MODES: Array<{ value: AccessMode; label: string }> = [
  { value: 'proxy', label: ACCESS_NAMES.proxy },
  { value: 'direct', label: ACCESS_NAMES.direct },
];

const EXPLANATIONS: Record<AccessMode, string> = {
  proxy:
    'Grafana’s server opens the connection. It can send secret headers and parameters, which no browser gets to see, ' +
    'and reaches whatever the server can reach.',
  direct:
    'Each browser opens the connection itself, so it has to reach the host. It can’t send headers, and what it does ' +
    'send can be read by everyone who sees the panel.',
};

/** Who connects: Grafana's server or the browser. */
export function AccessField({ options, onChange }: Props) {
  const [asking, setAsking] = useState(false);
  const access = accessOf(options);

  const choose = (chosen: AccessMode) => {
    if (chosen === 'direct' && hasCredentials(options)) {
      setAsking(true);
    } else {
      setAsking(false);
      if (chosen !== access) {
        onChange(switchAccess(options, chosen));
      }
    }
  };
  const confirm = () => {
    setAsking(false);
    onChange(switchAccess(options, 'direct'));
  };

  return (
    <Stack direction="column" gap={1}>
      <Text element="span" variant="bodySmall" weight="medium">
        Access
      </Text>
      <div>
        <RadioButtonGroup aria-label="Access" options={MODES} value={access} onChange={choose} />
      </div>
      <Text variant="bodySmall" color="secondary">
        {EXPLANATIONS[access]}
      </Text>
      {asking && (
        <Alert severity="warning" title="Connecting from the browser clears the stored secrets">
          <p>
            The values of headers and secret parameters, and basic auth, are removed: a browser could not keep them
            secret. Their names stay; if you switch back, type the values again.
          </p>
          <Stack gap={1} wrap="wrap">
            <Button type="button" size="sm" variant="destructive" onClick={confirm}>
              Clear them and connect directly
            </Button>
            <Button type="button" size="sm" variant="secondary" onClick={() => setAsking(false)}>
              Keep the proxy
            </Button>
          </Stack>
        </Alert>
      )}
      {access === 'direct' && hasCredentials(options) && (
        <Alert severity="warning" title="Secrets are stored that direct access can’t use">
          <p>Grafana would also write basic auth into its page, where everyone could read it.</p>
          <Button type="button" size="sm" variant="secondary" onClick={() => onChange(clearCredentials(options))}>
            Clear them
          </Button>
        </Alert>
      )}
    </Stack>
  );
}
