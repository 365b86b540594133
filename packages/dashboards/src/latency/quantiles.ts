import { lines, mean, quantile, quantileBand, type Where } from '@dynamo-observability/query';
import type { Histogram, LabelOf } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { colours } from '../visual/colours.ts';
import { dashed, series, type Series } from '../visual/panel.ts';
import { band } from './bands.ts';

const levels = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
] as const;

/** What a latency or length chart draws: the lines, and the look that belongs to them. */
export interface Drawn {
  readonly series: readonly Series[];
  readonly overrides: PanelFieldConfig['overrides'];
}

/**
 * p50, p90 and p99 of a histogram, each with the bucket that holds it as a band, and the mean, which is exact. The line is an
 * interpolation; only the band is a fact.
 */
export function quantilesWithBands<M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Drawn {
  const of = where === undefined ? {} : { where };
  const at = <T>(draw: (name: string, q: number) => readonly (readonly [string, T])[]) =>
    Object.fromEntries(levels.flatMap(([name, q]) => draw(name, q)));
  const drawn = at((name, q) => [[name, quantile(q, metric, of)]]);
  const bounds = at((name, q) => {
    const { low, high } = quantileBand(q, metric, of);
    return [
      [`${name} at least`, low],
      [`${name} at most`, high],
    ];
  });
  return {
    series: [series(lines({ ...drawn, mean: mean(metric, of) }), '{{line}}'), series(lines(bounds), '{{line}}')],
    overrides: [...bandOverrides, dashed('mean', colours.mean)],
  };
}

const line = (name: string, color: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: name },
  properties: [
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
    { id: 'custom.lineWidth', value: 2 },
  ],
});

const bandOverrides = levels.flatMap(([name]) => [
  line(name, colours.quantile[name]),
  ...band(name, colours.quantile[name]),
]);
