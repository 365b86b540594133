import { heatmap as bucketRates, type Expr, type Where } from '@dynamo-observability/query';
import type { Histogram, LabelOf } from '@dynamo-observability/signals';

import type { Panel } from '../model.ts';
import { panel, series, type Statement } from './panel.ts';

interface Cells extends Omit<Statement, 'series'> {
  /** Unit of a cell: observations per second. */
  readonly cellUnit: string;
}

export interface Distribution<M extends Histogram> extends Cells {
  readonly metric: M;
  readonly where?: Where<LabelOf<M>>;
}

/** Buckets that are chosen by a query. */
export interface ChosenBuckets extends Cells {
  readonly buckets: Expr<'le', 'amount'>;
  readonly exemplars?: true;
}

/** Narrower cells would hold too few observations to show a shape. */
const halfMinute = '30s';

/** Every bucket of a histogram over time: two humps that a quantile would hide stay visible. */
export const heatmap = <M extends Histogram>(distribution: Distribution<M>): Panel =>
  heatmapOf({ ...distribution, buckets: bucketRates(distribution.metric, distribution.where) });

/** The same of buckets that a query chooses, such as those of the finer of two histograms. */
export function heatmapOf({ buckets, exemplars, ...distribution }: ChosenBuckets): Panel {
  const cells = { ...series(buckets, '{{le}}'), format: 'heatmap', ...(exemplars ? { exemplars } : {}) } as const;
  return panel(
    { interval: halfMinute, ...distribution, series: [cells] },
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
