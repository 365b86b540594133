import type { Source } from '@dynamo-observability/dashboards';

/** A query that Explore will run. */
export interface ExploreQuery {
  readonly pane: string;
  readonly source: Source;
  readonly uid: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordIn = (value: unknown, place: string): Readonly<Record<string, unknown>> => {
  if (!isRecord(value)) {
    throw new TypeError(`${place} is no object`);
  }
  return value;
};

const textIn = (value: unknown, place: string): string => {
  if (typeof value !== 'string') {
    throw new TypeError(`${place} is ${typeof value}, and Explore takes text only`);
  }
  return value;
};

const isSource = (type: string): type is Source => type === 'tempo' || type === 'loki' || type === 'prometheus';

/**
 * The queries of an Explore URL, as Grafana 12.3 reads them; anything else opens an empty query on the default data source
 * (grafana-live-facts.md 1.1).
 * @throws TypeError or SyntaxError that says what Grafana would not take.
 */
export function explorePanes(url: URL): readonly ExploreQuery[] {
  if (url.searchParams.get('schemaVersion') !== '1') {
    throw new TypeError('schemaVersion is not 1');
  }
  const panes = recordIn(JSON.parse(url.searchParams.get('panes') ?? ''), 'panes');
  return Object.entries(panes).flatMap(([key, value]) => {
    if (!/^[0-9a-z]{3}$/.test(key)) {
      throw new TypeError(`"${key}" is no key of a pane: three of [0-9a-z]`);
    }
    return queriesOf(key, recordIn(value, key));
  });
}

function queriesOf(pane: string, { datasource, queries, range }: Readonly<Record<string, unknown>>): ExploreQuery[] {
  const { from, to } = recordIn(range, `${pane}.range`);
  if (!Array.isArray(queries) || queries.length === 0) {
    throw new TypeError(`${pane} has no queries`);
  }
  return queries.map((query: unknown) => {
    const { datasource: own, expr, query: traceql } = recordIn(query, `${pane}.queries`);
    const { type, uid } = recordIn(own, `${pane}.queries.datasource`);
    const source = textIn(type, `${pane}.queries.datasource.type`);
    if (!isSource(source) || uid !== datasource) {
      throw new TypeError(`${pane} asks a data source that is not the pane's`);
    }
    return {
      pane,
      source,
      uid: textIn(uid, `${pane}.queries.datasource.uid`),
      text: textIn(source === 'tempo' ? traceql : expr, `${pane}.queries`),
      from: textIn(from, `${pane}.range.from`),
      to: textIn(to, `${pane}.range.to`),
    };
  });
}
