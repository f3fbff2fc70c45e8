import { Stack } from '@grafana/ui';
import React from 'react';

import { DEFAULTS } from '../../types';
import { CloseCodeList } from './CloseCodeList';
import { type Options, type OptionsChange } from './options';
import { SecondsField } from './SecondsField';
import { SettingsGroup } from './SettingsGroup';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** Settings whose defaults suit nearly everyone. */
export function AdvancedSettings(section: Props) {
  return (
    <Stack direction="column" gap={3}>
      <SettingsGroup title="When nobody looks">
        <SecondsField
          {...section}
          name={['linger', 'socketMs']}
          label="Keep an unused connection open"
          description="After the last panel that uses it is gone, so that a refresh or another dashboard need not reconnect."
          defaultMs={DEFAULTS.linger.socketMs}
        />
        <SecondsField
          {...section}
          name={['linger', 'bufferMs']}
          label="Keep an unused query’s rows"
          description="After the last panel that shows them is gone, so that whoever comes back sees them at once."
          defaultMs={DEFAULTS.linger.bufferMs}
        />
      </SettingsGroup>
      <SettingsGroup title="Reconnecting">
        <SecondsField
          {...section}
          name={['reconnect', 'baseMs']}
          label="First wait before a reconnect"
          description="At most; each further attempt may wait for twice as long."
          min={0.1}
          defaultMs={DEFAULTS.reconnect.baseMs}
        />
        <SecondsField
          {...section}
          name={['reconnect', 'capMs']}
          label="Longest wait before a reconnect"
          description="However many attempts have failed."
          min={0.1}
          defaultMs={DEFAULTS.reconnect.capMs}
        />
        <SecondsField
          {...section}
          name={['reconnect', 'connectTimeoutMs']}
          label="Connect timeout"
          description="An attempt that takes longer has failed."
          min={0.1}
          defaultMs={DEFAULTS.reconnect.connectTimeoutMs}
        />
        <SecondsField
          {...section}
          name={['reconnect', 'idleTimeoutMs']}
          label="Idle timeout"
          description="An open connection that is silent for so long counts as lost. Empty is automatic: when it is silent for ten times longer than it ever was, and a minute at least. 0 is never."
        />
      </SettingsGroup>
      <SettingsGroup
        title="Close codes"
        description="What to do after the server has closed a connection with a code of its own: 1000, or 3000 to 4999."
      >
        <CloseCodeList {...section} />
      </SettingsGroup>
    </Stack>
  );
}
