import type { Panel, Source } from '../model.ts';

/** A data source that the reader of a page has chosen: the variable of that name holds it. */
const chosen = <S extends Source>(type: S) => ({ type, uid: `\${${type}_datasource}` as const }) as const;

/** A data source by its plugin and uid. */
export interface DataSourceRef {
  readonly type: string;
  readonly uid: string;
}

/** The data source of each kind that the reader of a page has chosen. */
export const sources = {
  prometheus: chosen('prometheus'),
  loki: chosen('loki'),
  tempo: chosen('tempo'),
} as const satisfies { readonly [S in Source]: DataSourceRef };

/** Where metrics are asked for. */
export const metricsSource = sources.prometheus;

/** Grafana's name for a panel whose queries each name their own data source. */
export const mixedSource = { type: 'datasource', uid: '-- Mixed --' } as const;

/** Which kinds of data source a panel asks, each once. */
export const sourcesOf = (panel: Panel): readonly Source[] => [...new Set(panel.queries.map(({ source }) => source))];

/** What a panel names as its data source; undefined for one that asks nothing. */
export function dataSourceOf(panel: Panel): DataSourceRef | undefined {
  const [first, ...others] = sourcesOf(panel);
  return first === undefined || others.length === 0 ? first && sources[first] : mixedSource;
}
