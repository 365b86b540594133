import { printForPanel, printLegend, type Panel, type PanelQuery } from '@dynamo-observability/dashboards';
import type { CustomTransformerDefinition, SceneDataQuery } from '@grafana/scenes';
import { SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import { map } from 'rxjs';

import { metricsSource } from '../variables/metrics-source.ts';

/**
 * New array, same frames. Scenes takes frames of an unchanged array for drawn, and then leaves links out of what annotations bring
 * (grafana-practice.md C2).
 */
const sameFrames: CustomTransformerDefinition = () => (source) => source.pipe(map((frames) => [...frames]));

/** The query of a Prometheus data source: the same as in the exported JSON. Dynamo has no exemplars (dynamo-facts.md). */
export function panelTarget(query: PanelQuery): SceneDataQuery {
  const instant = query.instant === true;
  return {
    refId: query.refId,
    datasource: metricsSource,
    editorMode: 'code',
    expr: printForPanel(query.expr),
    legendFormat: printLegend(query.legend),
    format: query.format ?? 'time_series',
    instant,
    range: !instant,
    exemplar: false,
  };
}

/** What a panel draws: its queries, then its transformations. */
export function panelData(panel: Panel): SceneDataTransformer {
  const runner = new SceneQueryRunner({
    datasource: metricsSource,
    queries: panel.queries.map(panelTarget),
    maxDataPoints: panel.maxDataPoints,
    ...(panel.interval === undefined ? {} : { minInterval: panel.interval }),
  });
  return new SceneDataTransformer({
    $data: runner,
    transformations: panel.transformations.length > 0 ? [...panel.transformations] : [sameFrames],
  });
}
