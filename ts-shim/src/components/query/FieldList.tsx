import { Button, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import { type TributaryField } from '../../types';
import { buttonAfterMove } from '../shared/lists';
import { useFocusNext } from '../shared/useFocusNext';
import { addField, moveField, removeField, takesTimeFormat } from './fields';
import { FieldRow } from './FieldRow';
import { getFieldStyles } from './fieldStyles';

type FieldsEdit = (fields: TributaryField[]) => TributaryField[];

interface Props {
  fields: TributaryField[];
  onEdit: (edit: FieldsEdit, options?: { run?: boolean }) => void;
}

/** The query's fields, in the order of the frame's columns. */
export function FieldList({ fields, onEdit }: Props) {
  const styles = useStyles2(getFieldStyles);
  const id = useId();
  const focusNext = useFocusNext();

  const add = () => {
    // An empty path has nothing to run yet: it runs when its path is typed.
    onEdit(addField, { run: false });
    focusNext(`${id}-${fields.length}-path`);
  };
  const remove = (index: number) => {
    onEdit((all) => removeField(all, index));
    focusNext(`${id}-${Math.min(index, fields.length - 2)}-path`);
  };
  const move = (index: number, by: -1 | 1) => {
    onEdit((all) => moveField(all, index, by));
    focusNext(`${id}-${index + by}-${buttonAfterMove(index + by, by, fields.length)}`);
  };

  return (
    <div role="group" aria-label="Fields" className={styles.container}>
      <div className={styles.headings} aria-hidden>
        <span className={styles.headingPath}>JSONPath</span>
        <span className={styles.headingAlias}>Alias</span>
        <span className={styles.headingChoice}>Type</span>
        <span className={styles.headingChoice}>Role</span>
        {fields.some(takesTimeFormat) && <span className={styles.headingChoice}>Time format</span>}
        <span className={styles.headingActions} />
      </div>
      {fields.map((_, index) => (
        <FieldRow
          // Rows have no identity of their own, and their controls keep no state between edits.
          key={index}
          id={`${id}-${index}`}
          index={index}
          fields={fields}
          styles={styles}
          onEdit={onEdit}
          onMove={(by) => move(index, by)}
          onRemove={() => remove(index)}
        />
      ))}
      <Button icon="plus" variant="secondary" size="sm" className={styles.add} onClick={add}>
        Add field
      </Button>
    </div>
  );
}
