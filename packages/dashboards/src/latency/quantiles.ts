import { lines, mean, quantile, quantileBand, type Expr, type Where } from '@dynamo-observability/query';
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

const at = <T>(draw: (name: string, q: number) => readonly (readonly [string, T])[]) =>
  Object.fromEntries(levels.flatMap(([name, q]) => draw(name, q)));

/** p50, p90 and p99 of a histogram, interpolated inside a bucket, and the mean, which is exact. */
export function quantileLines<M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Expr<string, 'share'> {
  const of = where === undefined ? {} : { where };
  const drawn = at((name, q) => [[name, quantile(q, metric, of)]]);
  return lines({ ...drawn, mean: mean(metric, of) });
}

/** The bounds of the buckets that hold p50, p90 and p99. */
export function bandLines<M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Expr<string, 'share'> {
  const of = where === undefined ? {} : { where };
  const bounds = at((name, q) => {
    const { low, high } = quantileBand(q, metric, of);
    return [
      [`${name} at least`, low],
      [`${name} at most`, high],
    ];
  });
  return lines(bounds);
}

/**
 * p50, p90 and p99 of a histogram, each with the bucket that holds it as a band, and the mean, which is exact. The line is an
 * interpolation; only the band is a fact.
 */
export const quantilesWithBands = <M extends Histogram>(metric: M, where?: Where<LabelOf<M>>): Drawn => ({
  series: [series(quantileLines(metric, where), '{{line}}'), series(bandLines(metric, where), '{{line}}')],
  overrides: quantileLook,
});

const line = (name: string, color: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: name },
  properties: [
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
    { id: 'custom.lineWidth', value: 2 },
  ],
});

/** The look of `quantileLines` alone. @param suffix what stands behind their names. */
export const lineLook = (suffix: string): PanelFieldConfig['overrides'] => [
  ...levels.map(([name]) => line(`${name}${suffix}`, colours.quantile[name])),
  dashed(`mean${suffix}`, colours.mean),
];

/** The look of `quantileLines` and `bandLines`. */
export const quantileLook: PanelFieldConfig['overrides'] = [
  ...levels.flatMap(([name]) => [line(name, colours.quantile[name]), ...band(name, colours.quantile[name])]),
  dashed('mean', colours.mean),
];
