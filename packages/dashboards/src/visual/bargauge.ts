import { FieldColorModeId, type ThresholdsConfig } from '@grafana/schema';

import type { Panel } from '../model.ts';
import { panel, thresholds, type Statement } from './panel.ts';

export interface Ranking extends Statement {
  /** Where a full bar ends. */
  readonly max: number;
  /** From which value on a bar is bad; by default a share that ought to be close to nothing. */
  readonly thresholds?: ThresholdsConfig;
}

/** A bar for each thing, from one value at the end of the time range: for comparing, where the course over time is not the question. */
export function bargauge(ranking: Ranking): Panel {
  return panel(
    { ...ranking, series: ranking.series.map((s) => ({ ...s, instant: true })) },
    {
      kind: 'bargauge',
      maxDataPoints: 100,
      options: {
        reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
        orientation: 'horizontal',
        displayMode: 'basic',
        showUnfilled: true,
        valueMode: 'text',
        text: { titleSize: 14, valueSize: 20 },
        namePlacement: 'auto',
        minVizHeight: 16,
        minVizWidth: 8,
        maxVizHeight: 60,
        sizing: 'auto',
        legend: { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] },
      },
      defaults: {
        min: 0,
        max: ranking.max,
        color: { mode: FieldColorModeId.Thresholds },
        thresholds: ranking.thresholds ?? thresholds('green', [0.001, 'orange'], [0.01, 'red']),
      },
    }
  );
}
