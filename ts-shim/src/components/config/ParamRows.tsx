import { Button, InlineSwitch, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { useFocusNext } from '../shared/useFocusNext';
import { accessOf } from './access';
import { GapNote } from './GapNote';
import { canAdd, nextNumber, SECRET_PARAMS } from './numberedSecrets';
import { type Options, type OptionsChange } from './options';
import { makePlain, makeSecret, plainParams, setPlainParams } from './params';
import { PlainParamRow } from './PlainParamRow';
import { SecretRow } from './SecretRow';
import { useNumberedSecrets } from './useNumberedSecrets';

interface Props {
  options: Options;
  onChange: OptionsChange;
}

/** Query parameters that every connection gets: plain ones first, then those whose values are secret. */
export function ParamRows({ options, onChange }: Props) {
  const id = useId();
  const focusNext = useFocusNext();
  const secrets = useNumberedSecrets(options, SECRET_PARAMS, onChange);
  const params = plainParams(options);
  const offersSecrets = accessOf(options) === 'proxy';
  const roomForSecret = canAdd(options, SECRET_PARAMS);
  const rowId = (index: number) => `${id}-${index}`;

  const add = () => {
    onChange(setPlainParams(options, [...params, { name: '', value: '' }]));
    focusNext(`${rowId(params.length)}-name`);
  };
  const remove = (index: number) => {
    onChange(
      setPlainParams(
        options,
        params.filter((_, i) => i !== index)
      )
    );
    focusNext(secrets.addId);
  };
  const hide = (index: number) => {
    onChange(makeSecret(options, index));
    focusNext(`${secrets.rowId(nextNumber(options, SECRET_PARAMS))}-secret`);
  };
  const reveal = (number: number) => {
    secrets.accept(makePlain(options, number));
    focusNext(`${rowId(params.length)}-secret`);
  };

  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {params.map((param, index) => (
        <PlainParamRow
          key={`plain-${index}`}
          id={rowId(index)}
          label={`parameter ${index + 1}`}
          param={param}
          onChange={(changed) =>
            onChange(
              setPlainParams(
                options,
                params.map((p, i) => (i === index ? changed : p))
              )
            )
          }
          onRemove={() => remove(index)}
        >
          {offersSecrets && (
            <SecretSwitch
              id={`${rowId(index)}-secret`}
              label={`parameter ${index + 1}`}
              value={false}
              disabled={!roomForSecret}
              onChange={() => hide(index)}
            />
          )}
        </PlainParamRow>
      ))}
      {offersSecrets &&
        secrets.entries.map((entry) => (
          <SecretRow
            key={`secret-${entry.number}`}
            id={secrets.rowId(entry.number)}
            entry={entry}
            label={`secret parameter ${entry.number}`}
            namePlaceholder="api_key"
            note={entry.name === '' ? 'Give the parameter a name, or remove it.' : secrets.valueNote(entry)}
            onName={(name) => secrets.rename(entry.number, name.trim())}
            onValue={(value) => secrets.setValue(entry.number, value)}
            onReset={() => secrets.reset(entry.number)}
            onRemove={() => secrets.remove(entry.number)}
          >
            <SecretSwitch
              id={`${secrets.rowId(entry.number)}-secret`}
              label={`secret parameter ${entry.number}`}
              value
              onChange={() => reveal(entry.number)}
            />
          </SecretRow>
        ))}
      {offersSecrets && <GapNote secrets={secrets} what="secret parameters" />}
      <Button id={secrets.addId} type="button" icon="plus" variant="secondary" size="sm" onClick={add}>
        Add parameter
      </Button>
    </Stack>
  );
}

interface SwitchProps {
  id: string;
  label: string;
  value: boolean;
  disabled?: boolean;
  onChange: () => void;
}

function SecretSwitch({ id, label, value, disabled, onChange }: SwitchProps) {
  return (
    <InlineSwitch
      id={id}
      label="Secret"
      showLabel
      transparent
      aria-label={`Keep the value of ${label} secret`}
      value={value}
      disabled={disabled}
      title={disabled ? 'Eight secret parameters are the most there can be.' : undefined}
      onChange={onChange}
    />
  );
}
