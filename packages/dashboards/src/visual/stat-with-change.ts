import { changeSince, lines, whereNegative, whereNotNegative, type Expr, type Kind } from '@dynamo-observability/query';

import type { PanelFieldConfig, Panel } from '../model.ts';
import { series } from './panel.ts';
import { stat, type Figure } from './stat.ts';

export interface FigureWithChange extends Omit<Figure, 'series' | 'named' | 'stacked'> {
  /** One series. */
  readonly now: Expr<never, Kind>;
}

const anHour = { fixed: '1h' } as const;
const since = 'vs 1 h before';

/** A change is neither good nor bad of itself: what the thresholds say is about the value alone. */
const uncoloured: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byRegexp', options: `/${since}$/` },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: 'text' } }],
};

/**
 * One number with a sparkline, and how much it has risen (▲) or fallen (▼) since one hour before, in its own unit: of a share in
 * points. The change is asked once, for the end of the time range; where there was nothing an hour before there is none.
 */
export function statWithChange({ now, overrides = [], ...figure }: FigureWithChange): Panel {
  const change = changeSince(now, anHour);
  const byDirection = lines({ [`▲ ${since}`]: whereNotNegative(change), [`▼ ${since}`]: whereNegative(change) });
  return stat({
    ...figure,
    named: true,
    stacked: true,
    series: [series(now, 'now'), { ...series(byDirection, '{{line}}'), instant: true }],
    overrides: [uncoloured, ...overrides],
  });
}
