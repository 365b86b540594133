import type { DataSourceApi } from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';

import type { ChosenDataSources } from '../variables/variables.ts';

type Kind = 'prometheus' | 'loki' | 'tempo';

/**
 * The data source of a kind, for questions outside panels: what the page's variable holds, else what an administrator chose, else the
 * default or the first there is. Undefined where this Grafana has none.
 * @throws Error where its plugin cannot be loaded.
 */
export async function dataSourceFor(
  kind: Kind,
  from: SceneObject,
  chosen: ChosenDataSources
): Promise<DataSourceApi | undefined> {
  const uid = uidOf(kind, from, chosen);
  return uid === undefined ? undefined : getDataSourceSrv().get(uid);
}

/** The same for what a page can do without: undefined also where the data source cannot be loaded. */
export const usableSourceFor: typeof dataSourceFor = (kind, from, chosen) =>
  dataSourceFor(kind, from, chosen).catch(() => undefined);

function uidOf(kind: Kind, from: SceneObject, chosen: ChosenDataSources): string | undefined {
  const value = sceneGraph.lookupVariable(`${kind}_datasource`, from)?.getValue();
  const known = getDataSourceSrv().getList({ pluginId: kind });
  const wanted = [
    typeof value === 'string' && value !== '' ? value : undefined,
    chosen[kind],
    config.defaultDatasource,
  ];
  const found = wanted.map((name) =>
    known.find((source) => name !== undefined && (source.uid === name || source.name === name))
  );
  return (found.find((source) => source !== undefined) ?? known[0])?.uid;
}
