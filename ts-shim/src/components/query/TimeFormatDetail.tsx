import React from 'react';

import { type TributaryField } from '../../types';
import { DraftInput } from '../shared/DraftInput';
import { updateField } from './fields';
import { type FieldRowStyles } from './fieldStyles';
import { PathInput } from './PathInput';
import { chosenTimeFormat, COMPOSITE, CUSTOM, setTimePattern, timePattern } from './timeFormat';

interface Props {
  id: string;
  index: number;
  field: TributaryField;
  styles: FieldRowStyles;
  onEdit: (edit: (fields: TributaryField[]) => TributaryField[]) => void;
}

/** What a time format needs beside its choice: a custom one its pattern, a composite one its second path. */
export function TimeFormatDetail({ id, index, field, styles, onEdit }: Props) {
  const format = chosenTimeFormat(field);
  if (format !== CUSTOM && format !== COMPOSITE) {
    return null;
  }
  const isCustom = format === CUSTOM;
  return (
    <div className={styles.detail}>
      <label htmlFor={id} className={styles.detailLabel}>
        {isCustom ? 'Pattern' : 'Nanoseconds'}
      </label>
      <div className={styles.detailInput}>
        {isCustom ? (
          <DraftInput
            id={id}
            value={timePattern(field)}
            placeholder="%Y-%m-%d %H:%M:%S"
            title="%Y year, %m month, %d day, %H hour, %M minute, %S second, %f decimals, %z offset, %b month’s name, %p AM or PM; UTC without an offset"
            spellCheck={false}
            autoComplete="off"
            onCommit={(pattern) => onEdit((all) => setTimePattern(all, index, pattern))}
          />
        ) : (
          <PathInput
            id={id}
            value={field.nanosecondsPath ?? ''}
            roots="$@"
            optional
            placeholder="$.stamp.nanosec"
            onCommit={(nanosecondsPath) => onEdit((all) => updateField(all, index, { nanosecondsPath }))}
          />
        )}
      </div>
    </div>
  );
}
