import type { AnyExpr } from '@dynamo-observability/query';

import type { Panel } from '../model.ts';
import { panel, series, type Statement } from './panel.ts';

interface Stat {
  /** With the labels `id`, `source` and `target`, by which Grafana knows an edge. */
  readonly expr: AnyExpr;
  /** A Grafana unit id. */
  readonly unit: string;
}

export interface NodeGraph extends Omit<Statement, 'series' | 'unit' | 'transformations'> {
  /** What an edge says of itself. */
  readonly stats: readonly [main: Stat, secondary: Stat];
}

/** Fields that Grafana reads by their very names: a column that is only renamed keeps its old one. */
const copied = (column: string, name: string) => ({
  id: 'calculateField',
  options: { mode: 'binary', alias: name, binary: { left: column, operator: '*', right: '1' }, replaceFields: false },
});

/** Who is joined to whom, and a number or two about it: values at the end of the time range. */
export function nodeGraph({ stats: [main, secondary], overrides = [], ...graph }: NodeGraph): Panel {
  const unit = (name: string, id: string) => ({
    matcher: { id: 'byName', options: name },
    properties: [{ id: 'unit', value: id }],
  });
  return panel(
    {
      ...graph,
      unit: 'none',
      series: [main, secondary].map(({ expr }) => ({ ...series(expr, '{{id}}'), format: 'table', instant: true })),
      transformations: [
        { id: 'merge', options: {} },
        copied('Value #A', 'mainstat'),
        copied('Value #B', 'secondarystat'),
      ],
      overrides: [unit('mainstat', main.unit), unit('secondarystat', secondary.unit), ...overrides],
    },
    {
      kind: 'nodeGraph',
      maxDataPoints: 100,
      options: { nodes: {}, edges: { mainStatUnit: main.unit, secondaryStatUnit: secondary.unit } },
      defaults: {},
    }
  );
}
