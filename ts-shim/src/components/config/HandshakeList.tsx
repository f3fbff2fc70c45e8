import { Button, Stack, useStyles2 } from '@grafana/ui';
import React, { type ComponentType, useId } from 'react';

import { buttonAfterMove, moveItem } from '../shared/lists';
import { withMembers } from '../../record';
import { RowActions } from '../shared/RowActions';
import { useFocusNext } from '../shared/useFocusNext';
import { type SavedList } from './handshake';
import { getHandshakeStyles, type HandshakeStyles } from './handshakeStyles';
import { SettingsGroup } from './SettingsGroup';
import { UnreadableRow } from './UnreadableRow';

/** What a row is given. Its first control has the id itself, the others one that starts with it. */
export interface RowProps {
  id: string;
  item: unknown;
  styles: HandshakeStyles;
  /** Sets members; one that is `undefined` is removed. */
  onChange: (members: Record<string, unknown>) => void;
}

interface Props {
  /** “Steps”. */
  title: string;
  description: string;
  /** “step”. */
  noun: string;
  list: SavedList;
  /** What can be added: the button's text, and what a new row starts as. */
  additions: Array<{ label: string; item: Record<string, unknown> }>;
  Row: ComponentType<RowProps>;
  onChange: (items: unknown[]) => void;
}

/** The steps or the rules of a handshake, in their order. */
export function HandshakeList({ title, description, noun, list, additions, Row, onChange }: Props) {
  const styles = useStyles2(getHandshakeStyles);
  const id = useId();
  const focusNext = useFocusNext();
  const items = 'items' in list ? list.items : [];
  const rowId = (index: number) => `${id}-${index}`;
  const addId = `${id}-add`;

  const add = (item: Record<string, unknown>) => {
    onChange([...items, item]);
    focusNext(rowId(items.length));
  };
  const remove = (index: number) => {
    onChange(items.filter((_, i) => i !== index));
    focusNext(items.length === 1 ? addId : rowId(Math.min(index, items.length - 2)));
  };
  const move = (index: number, by: -1 | 1) => {
    onChange(moveItem(items, index, by));
    focusNext(`${rowId(index + by)}-${buttonAfterMove(index + by, by, items.length)}`);
  };

  return (
    <SettingsGroup title={title} description={description}>
      {items.map((item, index) => (
        // Rows have no identity of their own, and their controls keep no state between edits.
        <div key={index} role="group" aria-label={`${capitalised(noun)} ${index + 1}`} className={styles.row}>
          <span className={styles.index} aria-hidden>
            {index + 1}
          </span>
          <div className={styles.controls}>
            <Row
              id={rowId(index)}
              item={item}
              styles={styles}
              onChange={(members) => onChange(items.map((old, i) => (i === index ? withMembers(old, members) : old)))}
            />
          </div>
          <div className={styles.actions}>
            <RowActions
              id={rowId(index)}
              label={`${noun} ${index + 1}`}
              index={index}
              count={items.length}
              onMove={(by) => move(index, by)}
              onRemove={() => remove(index)}
            />
          </div>
        </div>
      ))}
      {'stray' in list ? (
        <Stack alignItems="center" wrap="wrap" gap={1}>
          <UnreadableRow what={`What is saved in place of the ${noun}s`} saved={list.stray} />
          <Button type="button" size="sm" variant="secondary" onClick={() => onChange([])}>
            Remove it
          </Button>
        </Stack>
      ) : (
        <Stack wrap="wrap" gap={1}>
          {additions.map(({ label, item }, index) => (
            <Button
              key={label}
              id={index === 0 ? addId : undefined}
              type="button"
              icon="plus"
              variant="secondary"
              size="sm"
              onClick={() => add(item)}
            >
              {label}
            </Button>
          ))}
        </Stack>
      )}
    </SettingsGroup>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
