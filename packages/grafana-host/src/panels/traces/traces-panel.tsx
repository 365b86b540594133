import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { NoData } from '../no-data.tsx';
import { spanRows, type SpanRow } from './span-tree.ts';
import { TraceHeader } from './trace-header.tsx';
import { spansOf } from './trace-span.ts';
import { useTreeState } from './tree-state.ts';
import { Waterfall } from './waterfall.tsx';

export interface TracesOptions {
  /** The span that is open at first. */
  readonly focusedSpanId?: string | undefined;
}

/** Stands in for core's traces panel: the spans of one trace as a tree beside a time axis. */
export function TracesPanel({ data, fieldConfig, options, timeZone }: PanelProps<TracesOptions>): JSX.Element {
  const [frame] = data.series;
  const rows = useMemo(() => spanRows(spansOf(frame)), [frame]);
  if (rows.length === 0) {
    const message = t('grafana-host.traces.no-trace', 'No trace to show');
    return <NoData data={data} fieldConfig={fieldConfig} message={fieldConfig.defaults.noValue ?? message} />;
  }
  const traceId = String(frame?.fields[0]?.values[0] ?? '');
  const { focusedSpanId } = options;
  // Another trace begins anew; the same one, asked for again, stays as it was opened.
  return <TraceView key={`${traceId}/${focusedSpanId ?? ''}`} {...{ traceId, rows, focusedSpanId, timeZone }} />;
}

interface ViewProps {
  readonly traceId: string;
  readonly rows: readonly SpanRow[];
  readonly focusedSpanId: string | undefined;
  readonly timeZone: string;
}

function TraceView({ traceId, rows, focusedSpanId, timeZone }: ViewProps): JSX.Element {
  const styles = useStyles2(getStyles);
  const tree = useTreeState(rows, focusedSpanId);
  return (
    <div className={styles}>
      <TraceHeader traceId={traceId} rows={rows} tree={tree} timeZone={timeZone} />
      <Waterfall rows={rows} tree={tree} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({ height: '100%', overflow: 'auto', fontSize: theme.typography.bodySmall.fontSize });
