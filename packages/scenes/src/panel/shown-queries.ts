import type { DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { SceneQueryRunner, type SceneDataQuery, type SceneObject, type VizPanel } from '@grafana/scenes';

import { filtersFor } from '../filters/page-filters.ts';

/** The queries of a panel with the variables of the page filled in, and the data source that answers them. */
export interface ShownQueries {
  readonly dataSource: { readonly uid: string; readonly type: string };
  readonly queries: readonly SceneDataQuery[];
}

/**
 * Fills the variables in by the rules of each query's data source, which alone knows how to escape values in its language. Macros
 * such as `$__rate_interval` stay: Explore fills them in for itself.
 */
export async function shownQueries(panel: VizPanel): Promise<ShownQueries | undefined> {
  const runner = runnerBelow(panel.state.$data);
  if (runner === undefined) {
    return undefined;
  }
  const scopedVars = { __sceneObject: { text: '__sceneObject', value: runner } };
  const shown = await Promise.all(
    runner.state.queries.map(async (query) => {
      const source: DataSourceApi = await getDataSourceSrv().get(
        query.datasource ?? runner.state.datasource,
        scopedVars
      );
      const own = { ...query, datasource: { uid: source.uid, type: source.type } };
      return source.interpolateVariablesInQueries?.([own], scopedVars, [...filtersFor(panel, source.type)])[0] ?? own;
    })
  );
  const [first, ...others] = shown.map(({ datasource }) => datasource);
  if (first?.uid === undefined) {
    return undefined;
  }
  const alike = others.every((other) => other?.uid === first.uid);
  const dataSource = alike ? { uid: first.uid, type: first.type ?? '' } : { uid: '-- Mixed --', type: 'datasource' };
  return { dataSource, queries: shown };
}

function runnerBelow(data: SceneObject | undefined): SceneQueryRunner | undefined {
  return data === undefined || data instanceof SceneQueryRunner ? data : runnerBelow(data.state.$data);
}
