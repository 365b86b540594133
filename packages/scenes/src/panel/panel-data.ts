import { dataSourceOf, targetOf, type Panel, type Target } from '@dynamo-observability/dashboards';
import { getDefaultTimeRange, LoadingState } from '@grafana/data';
import type { CustomTransformerDefinition } from '@grafana/scenes';
import { SceneDataNode, SceneDataTransformer, SceneQueryRunner } from '@grafana/scenes';
import { map } from 'rxjs';

import { earlierPeriod } from '../comparison/earlier-period.ts';
import { missingSource } from '../empty/missing-source.ts';
import type { SeriesLimit } from '../series-limit/series-limit.tsx';

/**
 * New array, same frames. Scenes takes frames of an unchanged array for drawn, and then leaves links out of what annotations bring
 * (grafana-practice.md C2).
 */
const sameFrames: CustomTransformerDefinition = () => (source) => source.pipe(map((frames) => [...frames]));

/** Dynamo has no exemplars (dynamo-facts.md a.0), so they are asked for only where a Collector may have made some. */
const exemplarsSaid = (target: Target) => ('range' in target ? { exemplar: false, ...target } : target);

/** Only charts over time have room for an earlier period beside the one that is shown. */
const isComparable = ({ kind }: Panel): boolean => kind === 'timeseries';

/** What a panel draws: its queries, then its transformations, the largest series at last. Undefined for one that asks nothing. */
export function panelData(panel: Panel, limit?: SeriesLimit): SceneDataTransformer | undefined {
  const datasource = dataSourceOf(panel);
  if (datasource === undefined) {
    return undefined;
  }
  return new SceneDataTransformer({
    $data: missingSource(panel) === undefined ? runner(panel, datasource) : nothing(),
    transformations: [
      ...panel.transformations,
      ...(isComparable(panel) ? [earlierPeriod(panel)] : []),
      limit?.transformation ?? sameFrames,
    ],
  });
}

const runner = (panel: Panel, datasource: { readonly type: string; readonly uid: string }) =>
  new SceneQueryRunner({
    datasource,
    queries: panel.queries.map((query) => ({
      ...exemplarsSaid(targetOf(query)),
      ...(isComparable(panel) ? {} : { timeRangeCompare: false }),
    })),
    maxDataPoints: panel.maxDataPoints,
    ...(panel.interval === undefined ? {} : { minInterval: panel.interval }),
  });

/** Without a data source of its kind a query would go to the default one, in the wrong language. */
const nothing = () =>
  new SceneDataNode({ data: { state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange() } });
