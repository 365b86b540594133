import type { DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { SceneQueryRunner, type SceneDataQuery, type SceneObject, type VizPanel } from '@grafana/scenes';

/** The queries of a panel with the variables of the page filled in, and the data source that answers them. */
export interface ShownQueries {
  readonly dataSource: { readonly uid: string; readonly type: string };
  readonly queries: readonly SceneDataQuery[];
}

/**
 * Fills the variables in by the rules of the data source, which alone knows how to escape values in its language. Macros such as
 * `$__rate_interval` stay: Explore fills them in for itself.
 */
export async function shownQueries(panel: VizPanel): Promise<ShownQueries | undefined> {
  const runner = runnerBelow(panel.state.$data);
  if (runner === undefined) {
    return undefined;
  }
  const scopedVars = { __sceneObject: { text: '__sceneObject', value: runner } };
  const source: DataSourceApi = await getDataSourceSrv().get(runner.state.datasource, scopedVars);
  const dataSource = { uid: source.uid, type: source.type };
  const queries = runner.state.queries.map((query) => ({ ...query, datasource: dataSource }));
  return { dataSource, queries: source.interpolateVariablesInQueries?.(queries, scopedVars) ?? queries };
}

function runnerBelow(data: SceneObject | undefined): SceneQueryRunner | undefined {
  return data === undefined || data instanceof SceneQueryRunner ? data : runnerBelow(data.state.$data);
}
