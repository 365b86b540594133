/** A query as Explore takes it: the data source's own model with a letter. */
export interface ExploreQuery {
  readonly refId: string;
  readonly [option: string]: unknown;
}

export interface ExplorePane {
  readonly dataSource: { readonly uid: string; readonly type: string };
  readonly queries: readonly ExploreQuery[];
  /** As the time picker has it (`now-1h`), or Unix milliseconds as text: a number is silently read as "the last hour". */
  readonly range: { readonly from: string; readonly to: string };
}

/** Grafana wants three letters or digits; another length is replaced. */
const paneKeys = ['one', 'two'] as const;

/**
 * The path of Explore with one pane or two beside one another, each running its queries at once (grafana-live-facts.md 3). Without
 * the base path of the Grafana instance: the caller adds it.
 * @throws RangeError without a pane or with more than two.
 */
export function exploreUrl(panes: readonly ExplorePane[]): string {
  if (panes.length === 0 || panes.length > paneKeys.length) {
    throw new RangeError(`Explore shows one pane or two, not ${panes.length}`);
  }
  const state: unknown = Object.fromEntries(
    panes.map(({ dataSource, queries, range }, i) => [
      paneKeys[i],
      {
        datasource: dataSource.uid,
        // In a pane of several data sources each query names its own.
        queries: queries.map((query) => ({ datasource: dataSource, ...query })),
        range: { from: range.from, to: range.to },
      },
    ])
  );
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(state))}`;
}
