import React from 'react';

import { Note } from '../shared/Note';

interface Props {
  /** It takes the focus in place of the controls that aren't there. */
  id?: string;
  /** “This step”. */
  what: string;
  saved: unknown;
}

/** What was saved by hand in a shape that no control shows. It stays as it is until it is removed. */
export function UnreadableRow({ id, what, saved }: Props) {
  return (
    <div id={id} tabIndex={-1}>
      <Note tone="warning">
        {what} can’t be shown, and the connection can’t use it: <code>{JSON.stringify(saved)}</code>
      </Note>
    </div>
  );
}
