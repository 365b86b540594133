import { metricsSource, targetOf, type Panel } from '@dynamo-observability/dashboards';
import type { CustomTransformerDefinition } from '@grafana/scenes';
import { SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import { map } from 'rxjs';

/**
 * New array, same frames. Scenes takes frames of an unchanged array for drawn, and then leaves links out of what annotations bring
 * (grafana-practice.md C2).
 */
const sameFrames: CustomTransformerDefinition = () => (source) => source.pipe(map((frames) => [...frames]));

/** What a panel draws: its queries, then its transformations. */
export function panelData(panel: Panel): SceneDataTransformer {
  const runner = new SceneQueryRunner({
    datasource: metricsSource,
    // Dynamo has no exemplars (dynamo-facts.md a.0).
    queries: panel.queries.map((query) => ({ ...targetOf(query), exemplar: false })),
    maxDataPoints: panel.maxDataPoints,
    ...(panel.interval === undefined ? {} : { minInterval: panel.interval }),
  });
  return new SceneDataTransformer({
    $data: runner,
    transformations: panel.transformations.length > 0 ? [...panel.transformations] : [sameFrames],
  });
}
