import { css } from '@emotion/css';
import { type DataSourcePluginOptionsEditorProps, type GrafanaTheme2 } from '@grafana/data';
import { FieldSet, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type TributaryDataSourceOptions, type TributarySecureJsonData } from '../types';
import { accessOf } from './config/access';
import { AccessField } from './config/AccessField';
import { AddressField } from './config/AddressField';
import { AdvancedSettings } from './config/AdvancedSettings';
import { handshakeSummary } from './config/handshake';
import { HandshakeSettings } from './config/HandshakeSettings';
import { HeaderRows } from './config/HeaderRows';
import { ParamRows } from './config/ParamRows';
import { SubprotocolsField } from './config/SubprotocolsField';
import { Disclosure } from './shared/Disclosure';

type Props = DataSourcePluginOptionsEditorProps<TributaryDataSourceOptions, TributarySecureJsonData>;

/** The data source's settings: where it connects to, how, and what it says when it does. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const styles = useStyles2(getStyles);
  const proxied = accessOf(options) === 'proxy';
  const section = { options, onChange: onOptionsChange };
  return (
    // A provisioned data source can't be saved: the fieldsets disable everything inside them.
    <div className={styles.editor}>
      <FieldSet label="Connection" disabled={options.readOnly}>
        <Stack direction="column" gap={2}>
          <AddressField {...section} />
          <AccessField {...section} />
        </Stack>
      </FieldSet>
      <FieldSet label="Query parameters" disabled={options.readOnly}>
        <Stack direction="column" gap={1}>
          <Text variant="bodySmall" color="secondary">
            {proxied
              ? 'Added to the address of every connection. Grafana keeps secret values and adds them on its way.'
              : 'Added to the address of every connection. From the browser they can’t be secret.'}
          </Text>
          <ParamRows {...section} />
        </Stack>
      </FieldSet>
      {proxied && (
        <FieldSet label="Custom headers" disabled={options.readOnly}>
          <Stack direction="column" gap={1}>
            <Text variant="bodySmall" color="secondary">
              Grafana adds them to every connection and keeps their values secret.
            </Text>
            <HeaderRows {...section} />
          </Stack>
        </FieldSet>
      )}
      {/* What is folded can be unfolded in a provisioned data source, too: the fieldsets are inside. */}
      <FieldSet label="Protocol">
        <Stack direction="column" gap={2}>
          <fieldset disabled={options.readOnly} className={styles.part}>
            <SubprotocolsField {...section} />
          </fieldset>
          <Disclosure title="Handshake" summary={handshakeSummary(options)}>
            <fieldset disabled={options.readOnly} className={styles.part}>
              <HandshakeSettings {...section} />
            </fieldset>
          </Disclosure>
          <Disclosure title="Advanced">
            <fieldset disabled={options.readOnly} className={styles.part}>
              <AdvancedSettings {...section} />
            </fieldset>
          </Disclosure>
        </Stack>
      </FieldSet>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({
    maxWidth: 760,
    legend: { fontSize: theme.typography.h5.fontSize, marginBottom: theme.spacing(1) },
    fieldset: { marginBottom: theme.spacing(3) },
  }),
  // The editor's own rule for fieldsets is about those with a heading.
  part: css({ '&&': { minWidth: 0, margin: 0, padding: 0, border: 'none' } }),
});
