import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';

import { durationText } from './duration-text.ts';
import { summaryOf, type SpanRow } from './span-tree.ts';
import type { TreeState } from './tree-state.ts';

interface Props {
  readonly traceId: string;
  readonly rows: readonly SpanRow[];
  readonly tree: TreeState;
  readonly timeZone: string;
}

/** Says which trace it is, and how large. */
export function TraceHeader({ traceId, rows, tree, timeZone }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const { startMs, durationMs, services, failures } = summaryOf(rows);
  const first = rows[0]?.span;
  const facts = [
    dateTimeFormat(startMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' }),
    durationText(durationMs),
    t('grafana-host.traces.spans', 'Spans: {{number}}', { number: rows.length }),
    t('grafana-host.traces.services', 'Services: {{number}}', { number: services.length }),
    ...(failures === 0 ? [] : [t('grafana-host.traces.failures', 'Errors: {{number}}', { number: failures })]),
  ];
  return (
    <div className={styles.header}>
      <div className={styles.titles}>
        <span className={styles.title}>{first === undefined ? '' : `${first.service}: ${first.name}`}</span>
        <code className={styles.id}>{traceId}</code>
      </div>
      <div className={styles.facts}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </div>
      <div>
        <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={tree.expandAll}>
          {t('grafana-host.traces.expand-all', 'Expand all')}
        </Button>
        <Button size="sm" variant="secondary" fill="text" icon="angle-up" onClick={tree.collapseAll}>
          {t('grafana-host.traces.collapse-all', 'Collapse all')}
        </Button>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'header' | 'titles' | 'title' | 'id' | 'facts', string> => ({
  header: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(0.5, 1),
  }),
  titles: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: theme.spacing(0, 1), flexGrow: 1 }),
  title: css({ fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  id: css({ padding: 0, border: 'none', background: 'none', color: theme.colors.text.secondary }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
