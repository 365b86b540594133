import type { DataLink } from '@grafana/data';

/** A query of another data source that a value leads to. Its texts may hold macros such as `${__value.raw}`. */
export interface LinkedQuery {
  readonly datasourceUid: string;
  readonly datasourceName: string;
  readonly query: Readonly<Record<string, string>>;
  /** Of a trace: the span to begin with. */
  readonly spanId?: string;
}

/**
 * The address of a page that shows what a query would: Grafana opens such links in Explore, which a host does not have. May hold the
 * same macros as the query. Undefined leaves the link as Grafana makes it.
 */
export type PageOfQuery = (link: LinkedQuery) => string | undefined;

export function queryLink(title: string, link: LinkedQuery, pageOf: PageOfQuery | undefined): DataLink {
  const url = pageOf?.(link);
  if (url !== undefined) {
    return { title, url };
  }
  const { datasourceUid, datasourceName, query, spanId } = link;
  return {
    title,
    url: '',
    internal: {
      datasourceUid,
      datasourceName,
      query,
      ...(spanId === undefined ? {} : { panelsState: { trace: { spanId } } }),
    },
  };
}
