import { logql, type LogMetricExpr } from '@dynamo-observability/query';

import type { Panel } from '../model.ts';
import { logSeries } from '../visual/panel.ts';
import { nameOf } from '../visual/stat-with-change.ts';
import { stat, type Figure } from '../visual/stat.ts';

export type Counted = Omit<Figure, 'series' | 'unit' | 'named' | 'stacked' | 'total'>;

const before = '1 h before';

/** Lines of the whole time range, counted step by step, and below it as many steps of one hour before. */
export const counted = (figure: Counted, now: LogMetricExpr<'amount'>): Panel =>
  stat({
    decimals: 0,
    ...figure,
    series: [logSeries(now, nameOf({ ...figure, unit: 'none' })), logSeries(logql.earlier(now, '1h'), before)],
    unit: 'none',
    total: true,
    named: true,
    stacked: true,
    overrides: [
      {
        matcher: { id: 'byName', options: before },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'text' } }],
      },
    ],
  });
