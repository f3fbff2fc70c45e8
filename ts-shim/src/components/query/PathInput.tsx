import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Input, useStyles2 } from '@grafana/ui';
import React from 'react';

import { useDraft } from '../shared/useDraft';
import { pathHint } from './pathHint';

const EXPRESSION = /[=!<>&|(]/;

interface Props {
  id: string;
  value: string;
  placeholder?: string;
  /** The signs that a path may start with here. */
  roots?: '$' | '$@';
  /** No path at all is fine. */
  optional?: boolean;
  /** A logical expression such as `$.e == 'trade'` is fine too. */
  expression?: boolean;
  onCommit: (path: string) => void;
}

/** A JSONPath, with a hint beneath it where it can't be what was meant. */
export function PathInput(props: Props) {
  const { id, value, placeholder, roots = '$', optional = false, expression = false, onCommit } = props;
  const styles = useStyles2(getStyles);
  const { text, accept, inputProps } = useDraft<HTMLInputElement>(value, {
    onCommit: (path) => onCommit(path.trim()),
  });
  const unchecked = (optional && text.trim() === '') || (expression && EXPRESSION.test(text));
  const hint = unchecked ? undefined : pathHint(text, roots);
  const hintId = `${id}-hint`;
  const { suggestion } = hint ?? {};
  return (
    <div>
      <Input
        {...inputProps}
        id={id}
        className={styles.path}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={hint && hintId}
      />
      {hint && (
        <div id={hintId} className={styles.hint}>
          {hint.message}{' '}
          {suggestion !== undefined && (
            <>
              <button
                type="button"
                className={styles.fix}
                aria-label={`Use ${suggestion}`}
                // The input keeps the focus: leaving it would commit the wrong path and move the button away.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => accept(suggestion)}
              >
                {suggestion}
              </button>
              {hint.after}
            </>
          )}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  path: css({
    input: { fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize },
  }),
  hint: css({
    marginTop: theme.spacing(0.25),
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  fix: css({
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: 'inherit',
    '&:hover': { textDecoration: 'underline' },
  }),
});
