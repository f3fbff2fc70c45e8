/** Is it live, how many packets come each second, and how many rows are shown. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import type { BehaviorSubject } from 'rxjs';
import type { Dashboard } from '../dashboard';

const EVERY_MS = 1000;

interface Stats {
  live: boolean;
  packets: number;
  rows: number;
}

interface Props {
  dashboard: Dashboard;
  packets: BehaviorSubject<number>;
}

export function StreamStats({ dashboard, packets }: Props) {
  const styles = useStyles2(getStyles);
  const { live, packets: perSecond, rows } = useStats(dashboard, packets);
  return (
    <div className={styles.stats} data-testid="stream-stats">
      <span className={live ? styles.live : styles.idle} />
      {live ? 'Live' : 'Not streaming'} · {perSecond} {perSecond === 1 ? 'packet' : 'packets'}/s ·{' '}
      {rows.toLocaleString('en-US')} {rows === 1 ? 'row' : 'rows'}
    </div>
  );
}

/** Looked up once a second: a page that is drawn anew with each packet would be slower for it. */
function useStats(dashboard: Dashboard, packets: BehaviorSubject<number>): Stats {
  const [stats, setStats] = useState<Stats>({ live: false, packets: 0, rows: 0 });
  useEffect(() => {
    let before = packets.value;
    const timer = setInterval(() => {
      const now = packets.value;
      const rows = (dashboard.data?.series ?? []).reduce((sum, frame) => sum + frame.length, 0);
      setStats({ live: dashboard.isStreaming, packets: now - before, rows });
      before = now;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [dashboard, packets]);
  return stats;
}

const getStyles = (theme: GrafanaTheme2) => {
  const dot = { borderRadius: theme.shape.radius.circle, height: 8, width: 8 };
  return {
    stats: css({
      alignItems: 'center',
      color: theme.colors.text.secondary,
      display: 'flex',
      fontVariantNumeric: 'tabular-nums',
      gap: theme.spacing(0.75),
      whiteSpace: 'pre',
    }),
    live: css({ ...dot, background: theme.colors.success.main }),
    idle: css({ ...dot, background: theme.colors.text.disabled }),
  };
};
