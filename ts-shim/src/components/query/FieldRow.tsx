import { Combobox } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { type TributaryField } from '../../types';
import { DraftInput } from '../shared/DraftInput';
import { RowActions } from '../shared/RowActions';
import { defaultAliases, setRole, setType, takesTimeFormat, updateField } from './fields';
import { type FieldRowStyles } from './fieldStyles';
import { ROLES, TIME_FORMATS, TYPES } from './options';
import { PathInput } from './PathInput';
import { chooseTimeFormat, chosenTimeFormat, COMPOSITE } from './timeFormat';
import { TimeFormatDetail } from './TimeFormatDetail';

interface Props {
  /** The row's controls have ids that start with it. */
  id: string;
  index: number;
  fields: TributaryField[];
  styles: FieldRowStyles;
  onEdit: (edit: (fields: TributaryField[]) => TributaryField[], options?: { run?: boolean }) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One field: what it selects, what it is called, converted to and used for. */
export function FieldRow({ id, index, fields, styles, onEdit, onMove, onRemove }: Props) {
  const field = fields[index];
  const label = `field ${index + 1}`;
  return (
    <div role="group" aria-label={`Field ${index + 1}`}>
      <div className={styles.row}>
        <Cell id={`${id}-path`} label="JSONPath" className={styles.path} labelClassName={styles.label}>
          <PathInput
            id={`${id}-path`}
            value={field.path}
            roots="$@"
            placeholder="$.price"
            onCommit={(path) => onEdit((all) => updateField(all, index, { path }))}
          />
        </Cell>
        <Cell id={`${id}-alias`} label="Alias" className={styles.alias} labelClassName={styles.label}>
          <DraftInput
            id={`${id}-alias`}
            value={field.name ?? ''}
            placeholder={defaultAliases(fields)[index]}
            onCommit={(name) => onEdit((all) => updateField(all, index, { name: name.trim() }))}
          />
        </Cell>
        <Cell id={`${id}-type`} label="Type" className={styles.choice} labelClassName={styles.label}>
          <Combobox
            id={`${id}-type`}
            options={TYPES}
            value={field.type}
            onChange={({ value }) => onEdit((all) => setType(all, index, value))}
          />
        </Cell>
        <Cell id={`${id}-role`} label="Role" className={styles.choice} labelClassName={styles.label}>
          <Combobox
            id={`${id}-role`}
            options={ROLES}
            value={field.role}
            onChange={({ value }) => onEdit((all) => setRole(all, index, value))}
          />
        </Cell>
        {takesTimeFormat(field) ? (
          <Cell id={`${id}-format`} label="Time format" className={styles.choice} labelClassName={styles.label}>
            <Combobox
              id={`${id}-format`}
              options={TIME_FORMATS}
              value={chosenTimeFormat(field)}
              // A second path that is not there yet has nothing to run: it runs when that is typed.
              onChange={({ value }) =>
                onEdit((all) => chooseTimeFormat(all, index, value), { run: value !== COMPOSITE })
              }
            />
          </Cell>
        ) : (
          fields.some(takesTimeFormat) && <div className={styles.noChoice} />
        )}
        <div className={styles.actions}>
          <RowActions
            id={id}
            label={label}
            index={index}
            count={fields.length}
            keepsOne
            onMove={onMove}
            onRemove={onRemove}
          />
        </div>
      </div>
      {takesTimeFormat(field) && (
        <TimeFormatDetail id={`${id}-format-detail`} index={index} field={field} styles={styles} onEdit={onEdit} />
      )}
    </div>
  );
}

interface CellProps {
  id: string;
  label: string;
  className: string;
  labelClassName: string;
  children: ReactNode;
}

function Cell({ id, label, className, labelClassName, children }: CellProps) {
  return (
    <div className={className}>
      <label htmlFor={id} className={labelClassName}>
        {label}
      </label>
      {children}
    </div>
  );
}
