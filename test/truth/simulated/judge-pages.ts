import { dashboards, metricsQueries, type Panel } from '@dynamo-observability/dashboards';

import type { Look } from './panel-answer.ts';
import type { SimulatedRun } from './simulated-run.ts';
import { isTold, type PanelTruth } from './truth.ts';
import { judge, type Verdict } from './verdict.ts';

export interface JudgedQuery {
  readonly panel: string;
  readonly refId: string;
  readonly verdict: Verdict | { readonly reason: string };
}

/** Every panel that asks Prometheus, once. */
export const panels: readonly Panel[] = [
  ...new Map(
    dashboards
      .flatMap(({ rows }) => rows.flatMap((row) => row.panels.map(({ panel }) => panel)))
      .filter((panel) => metricsQueries(panel).length > 0)
      .map((panel) => [panel.id, panel])
  ).values(),
];

/** Each query of each panel that has a truth. */
export function judgePanels(
  run: SimulatedRun,
  truths: { readonly [panel: string]: PanelTruth },
  look: Look
): JudgedQuery[] {
  return panels.flatMap((panel) =>
    metricsQueries(panel).flatMap((query) => {
      const truth = truths[panel.id]?.[query.refId];
      return truth === undefined
        ? []
        : [
            {
              panel: panel.id,
              refId: query.refId,
              verdict: isTold(truth) ? judge(run.store, panel, query, truth, look) : truth,
            },
          ];
    })
  );
}
