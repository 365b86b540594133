import type { VizTooltipOptions } from '@grafana/schema';

import type { HeatmapColours } from './colour-scale.ts';

/** What this panel reads of core's heatmap options. */
export interface HeatmapOptions {
  readonly color: HeatmapColours;
  readonly yAxis: { readonly unit?: string; readonly decimals?: number };
  readonly cellGap: number;
  readonly cellValues: { readonly unit?: string; readonly decimals?: number };
  readonly filterValues: { readonly le?: number };
  readonly legend: { readonly show: boolean };
  readonly tooltip: Pick<VizTooltipOptions, 'mode'>;
}
