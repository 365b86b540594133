import { heatmap as bucketRates, type Where } from '@dynamo-observability/query';
import type { Histogram, LabelOf } from '@dynamo-observability/signals';

import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface Distribution<M extends Histogram> extends Omit<Statement, 'series'> {
  readonly metric: M;
  readonly where?: Where<LabelOf<M>>;
  /** Unit of a cell: observations per second. */
  readonly cellUnit: string;
}

/** Narrower cells would hold too few observations to show a shape. */
const halfMinute = '30s';

/** Every bucket of a histogram over time: two humps that a quantile would hide stay visible. */
export function heatmap<M extends Histogram>(distribution: Distribution<M>): Panel {
  const expr = bucketRates(distribution.metric, distribution.where);
  return panel(
    { interval: halfMinute, ...distribution, series: [{ expr, legend: '{{le}}', format: 'heatmap' }] },
    {
      kind: 'heatmap',
      maxDataPoints: 100,
      options: {
        calculate: false,
        yAxis: { axisPlacement: 'left', unit: distribution.unit },
        rowsFrame: { layout: 'auto' },
        color: {
          mode: 'scheme',
          scheme: 'Blues',
          scale: 'exponential',
          exponent: 0.5,
          steps: 64,
          reverse: false,
          fill: 'dark-blue',
        },
        cellGap: 1,
        cellValues: { unit: distribution.cellUnit },
        filterValues: { le: 1e-9 },
        showValue: 'never',
        legend: { show: true },
        tooltip: { mode: 'single', yHistogram: true, showColorScale: false },
        exemplars: { color: 'rgba(255,0,255,0.7)' },
      },
      defaults: { custom: { scaleDistribution: { type: 'linear' } } },
    }
  );
}
