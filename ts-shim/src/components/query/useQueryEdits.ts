import { useCallback, useLayoutEffect, useRef } from 'react';

import { migrateQuery } from '../../query/migrate';
import { type TributaryQuery } from '../../types';
import { type QueryEdit } from './edits';

/** Applies an edit; `run: false` for what isn't worth a run yet, such as a new empty row. */
export type ApplyEdit = (edit: QueryEdit, options?: { run?: boolean }) => void;

/**
 * Edits on top of each other. A click on a button takes the focus from an input, whose text is committed first: both
 * edits come before the editor is drawn with the first one, so each starts from the latest query and not from the
 * drawn one.
 */
export function useQueryEdits(
  query: TributaryQuery,
  onChange: (query: TributaryQuery) => void,
  onRunQuery: () => void
): ApplyEdit {
  const latest = useRef(query);
  useLayoutEffect(() => {
    latest.current = query;
  }, [query]);
  return useCallback(
    (edit, { run = true } = {}) => {
      latest.current = edit(migrateQuery(latest.current));
      onChange(latest.current);
      if (run) {
        onRunQuery();
      }
    },
    [onChange, onRunQuery]
  );
}
