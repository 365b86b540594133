import { dateTimeFormat, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { SeriesTable, UPlotChart, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import type uPlot from 'uplot';

import { cellPlot, cellPlotData, underCursor, X, Y } from '../cell-plot/cell-plot.ts';
import { NoData } from '../no-data.tsx';
import { CursorContent } from '../tooltip/cursor-content.tsx';
import { PanelTooltip } from '../tooltip/panel-tooltip.tsx';
import { TooltipFrame } from '../tooltip/tooltip-frame.tsx';
import { readStates, type StateRow } from './state-model.ts';

export interface StateTimelineOptions {
  readonly mergeValues: boolean;
  readonly showValue: 'auto' | 'always' | 'never';
  /** Height of a row as a share of the room that it has. */
  readonly rowHeight: number;
}

/** Stands in for core's state timeline panel: one row a series, one block for each value it holds. */
export function StateTimelinePanel(props: PanelProps<StateTimelineOptions>): JSX.Element {
  const { data, options, fieldConfig, width, height, timeZone, timeRange, onChangeTimeRange } = props;
  const theme = useTheme2();
  // Row 0 lies at the bottom; the first series belongs at the top.
  const rows = useMemo(
    () => readStates(data.series, options.mergeValues).reverse(),
    [data.series, options.mergeValues]
  );
  const config = useMemo(
    () =>
      cellPlot({
        theme,
        timeZone,
        timeRange,
        rows: rows.length,
        labels: () => rows.map(({ name }, i) => ({ at: i + 0.5, text: name })),
        draw: (u) => drawRows(u, rows, options, theme),
      }),
    [theme, timeZone, timeRange, rows, options]
  );
  const plotData = useMemo(() => cellPlotData([...new Set(rows.flatMap(edges))].sort((a, b) => a - b)), [rows]);
  if (rows.length === 0) {
    return <NoData data={data} fieldConfig={fieldConfig} />;
  }
  return (
    <UPlotChart key={config.uid} config={config} data={plotData} width={width} height={height}>
      <PanelTooltip config={config} hover="all" onZoom={onChangeTimeRange}>
        {({ plot, isPinned, viaSync }) =>
          viaSync ? null : (
            <CursorContent plot={plot} isPinned={isPinned}>
              {() => tooltipOf(plot, rows, timeZone)}
            </CursorContent>
          )
        }
      </PanelTooltip>
    </UPlotChart>
  );
}

const edges = ({ segments }: StateRow): number[] => segments.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);

function drawRows(u: uPlot, rows: readonly StateRow[], options: StateTimelineOptions, theme: GrafanaTheme2): void {
  const { ctx } = u;
  const inset = (1 - options.rowHeight) / 2;
  ctx.textBaseline = 'middle';
  ctx.font = `${12 * devicePixelRatio}px ${theme.typography.fontFamily}`;
  rows.forEach(({ segments }, row) => {
    const top = u.valToPos(row + 1 - inset, Y, true);
    const height = u.valToPos(row + inset, Y, true) - top;
    for (const { fromMs, toMs, text, color } of segments) {
      const left = u.valToPos(fromMs, X, true);
      const width = Math.max(1, u.valToPos(toMs, X, true) - left - devicePixelRatio);
      ctx.fillStyle = color;
      ctx.fillRect(left, top, width, height);
      const fits = ctx.measureText(text).width + 8 * devicePixelRatio < width;
      if (options.showValue === 'always' || (options.showValue === 'auto' && fits)) {
        ctx.fillStyle = theme.colors.getContrastText(color);
        ctx.fillText(text, left + 4 * devicePixelRatio, top + height / 2);
      }
    }
  });
}

function tooltipOf(plot: uPlot, rows: readonly StateRow[], timeZone: string): JSX.Element | null {
  const at = underCursor(plot);
  const row = at === undefined ? undefined : rows[at.row];
  const segment = row?.segments.find(({ fromMs, toMs }) => at !== undefined && fromMs <= at.timeMs && at.timeMs < toMs);
  if (row === undefined || segment === undefined) {
    return null;
  }
  const time = (ms: number): string => dateTimeFormat(ms, { timeZone });
  return (
    <TooltipFrame links={[]}>
      <SeriesTable
        timestamp={`${time(segment.fromMs)} – ${time(segment.toMs)}`}
        series={[{ label: row.name, value: segment.text, color: segment.color }]}
      />
    </TooltipFrame>
  );
}
