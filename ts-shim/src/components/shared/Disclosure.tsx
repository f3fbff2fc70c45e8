import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId, useState } from 'react';

interface Props {
  title: string;
  /** What is set inside, said in a few words while it is folded. */
  summary?: string;
  /** Whether it is open at first: where something inside is in use. */
  defaultOpen?: boolean;
  children: ReactNode;
}

/** Settings that most people leave alone, folded beneath a line that says what is in them. */
export function Disclosure({ title, summary, defaultOpen = false, children }: Props) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(defaultOpen);
  const contentId = useId();
  return (
    <div>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={contentId}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <span>{title}</span>
        {!open && summary && <span className={styles.summary}>{summary}</span>}
      </button>
      <div id={contentId} className={styles.content} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toggle: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    padding: theme.spacing(0.5, 1, 0.5, 0),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    borderRadius: theme.shape.radius.default,
    '&:hover': { color: theme.colors.text.maxContrast },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
  }),
  summary: css({
    marginLeft: theme.spacing(0.5),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  content: css({
    padding: theme.spacing(0.5, 0, 1, 2.5),
    '&[hidden]': { display: 'none' },
  }),
});
