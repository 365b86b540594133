import type { Panel } from '../model.ts';
import { panel, type Statement } from './panel.ts';

export interface NodeGraph extends Omit<Statement, 'unit'> {
  /** Grafana unit ids of what an edge says of itself: `mainstat` and `secondarystat`. */
  readonly units: readonly [main: string, secondary: string];
}

/** Who is joined to whom, from columns `id`, `source`, `target`, `mainstat` and `secondarystat`: values at the end of the time range. */
export function nodeGraph({ units: [main, secondary], overrides = [], ...graph }: NodeGraph): Panel {
  const unit = (column: string, id: string) => ({
    matcher: { id: 'byName', options: column },
    properties: [{ id: 'unit', value: id }],
  });
  return panel(
    {
      ...graph,
      unit: 'none',
      series: graph.series.map((s) => ({ ...s, format: 'table', instant: true })),
      overrides: [unit('mainstat', main), unit('secondarystat', secondary), ...overrides],
    },
    {
      kind: 'nodeGraph',
      maxDataPoints: 100,
      options: { nodes: {}, edges: { mainStatUnit: main, secondaryStatUnit: secondary } },
      defaults: {},
    }
  );
}
