import { formattedValueToString, getValueFormat, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

import { cellPlot, X, Y, type RowLabel } from '../cell-plot/cell-plot.ts';
import { colourOf, palette } from './colour-scale.ts';
import type { Heatmap } from './heatmap-model.ts';
import type { HeatmapOptions } from './heatmap-options.ts';

export interface PlotInputs {
  readonly heatmap: Heatmap;
  readonly options: HeatmapOptions;
  readonly unit: string | undefined;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly timeRange: TimeRange;
}

/** Room that a label of the y axis needs, in pixels. */
const LABEL_HEIGHT = 24;

/** One cell a bucket and step; each bucket is as high as any other, and its upper bound stands at its upper edge. */
export function heatmapPlot(inputs: PlotInputs): UPlotConfigBuilder {
  const { heatmap, theme, timeZone, timeRange } = inputs;
  return cellPlot({
    theme,
    timeZone,
    timeRange,
    rows: heatmap.buckets.length,
    labels: (height) => boundLabels(inputs, height),
    draw: (u) => drawCells(u, inputs),
  });
}

function boundLabels({ heatmap, options, unit }: PlotInputs, height: number): RowLabel[] {
  const every = Math.max(1, Math.ceil((heatmap.buckets.length * LABEL_HEIGHT) / height));
  const labels = heatmap.buckets.map(({ upper }, i) => ({ at: i + 1, text: formatBound(upper, options, unit) }));
  return labels.filter((_, i) => (labels.length - 1 - i) % every === 0);
}

/** A bucket's bound in the unit of what is measured. */
export function formatBound(bound: string, { yAxis }: Pick<HeatmapOptions, 'yAxis'>, unit: string | undefined): string {
  const value = Number(bound);
  return Number.isFinite(value)
    ? formattedValueToString(getValueFormat(yAxis.unit ?? unit)(value, yAxis.decimals))
    : bound;
}

function drawCells(u: uPlot, { heatmap, options, theme }: PlotInputs): void {
  const colours = palette(options.color, theme);
  const { lowest, highest } = colourRange(heatmap, options);
  const hideBelow = options.filterValues.le ?? -Infinity;
  const gap = options.cellGap * devicePixelRatio;
  heatmap.buckets.forEach(({ counts }, row) => {
    const top = u.valToPos(row + 1, Y, true);
    const height = Math.max(1, u.valToPos(row, Y, true) - top - gap);
    counts.forEach((count, column) => {
      const time = heatmap.times[column];
      if (count === null || time === undefined || count <= hideBelow) {
        return;
      }
      const left = u.valToPos(time - heatmap.stepMs, X, true);
      const width = Math.max(1, u.valToPos(time, X, true) - left - gap);
      u.ctx.fillStyle = colourOf(count, lowest, highest, colours);
      u.ctx.fillRect(left, top, width, height);
    });
  });
}

/** The counts at the two ends of the colour scale: fixed by the options, else those of the data. */
export function colourRange(
  heatmap: Heatmap,
  { color }: Pick<HeatmapOptions, 'color'>
): { lowest: number; highest: number } {
  return { lowest: color.min ?? heatmap.lowest, highest: color.max ?? heatmap.highest };
}
