import {
  changeSince,
  lines,
  unknownSince,
  whereNegative,
  whereNotNegative,
  type Expr,
  type Kind,
} from '@dynamo-observability/query';

import type { PanelFieldConfig, Panel } from '../model.ts';
import { goalOf } from './goal.ts';
import { series } from './panel.ts';
import { stat, type Figure } from './stat.ts';

export interface FigureWithChange extends Omit<Figure, 'series' | 'named' | 'stacked'> {
  /** One series. */
  readonly now: Expr<never, Kind>;
}

const anHour = { fixed: '1h' } as const;
const since = 'vs 1 h before';

/** A change is neither good nor bad of itself: what the thresholds say is about the value alone. */
const change: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byRegexp', options: `/${since}$/` },
  properties: [
    { id: 'color', value: { mode: 'fixed', fixedColor: 'text' } },
    { id: 'mappings', value: [{ type: 'special', options: { match: 'null+nan', result: { text: '–', index: 0 } } }] },
  ],
};

/** The name of the value: what it is to be where that is known. */
export const nameOf = ({ thresholds, unit }: Pick<Figure, 'thresholds' | 'unit'>): string => {
  const goal = thresholds === undefined ? undefined : goalOf(thresholds, unit);
  return goal === undefined ? 'now' : `goal ${goal}`;
};

/**
 * One number with its goal and a sparkline, and how much it has risen (▲) or fallen (▼) since one hour before, in its own unit: of
 * a share in points. The change is asked once, for the end of the time range; where there was nothing an hour before it is a dash.
 */
export function statWithChange({ now, overrides = [], ...figure }: FigureWithChange): Panel {
  const changed = changeSince(now, anHour);
  const byDirection = lines({
    [`▲ ${since}`]: whereNotNegative(changed),
    [`▼ ${since}`]: whereNegative(changed),
    [since]: unknownSince(now, anHour),
  });
  return stat({
    ...figure,
    named: true,
    stacked: true,
    series: [series(now, nameOf(figure)), { ...series(byDirection, '{{line}}'), instant: true }],
    overrides: [change, ...overrides],
  });
}
