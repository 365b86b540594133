import {
  dashboards,
  queryText,
  targetOf,
  variableQuery,
  type LogsQuery,
  type LogsVariable,
  type PanelQuery,
  type Variable,
} from '@dynamo-observability/dashboards';
import { lokiApi, type LogStore } from '@dynamo-observability/telemetry-store';

const page = dashboards.find(({ uid }) => uid === 'dynamo-logs');
const panels = (page?.rows ?? []).flatMap((row) => row.panels.map(({ panel }) => panel));
const isLogs = (query: PanelQuery): query is LogsQuery => query.source === 'loki';
const isOfLoki = (variable: Variable): variable is LogsVariable =>
  variable.type === 'query' && variable.source === 'loki';

/** Values of the variables: what a reader chose, else what the page starts with. */
type Chosen = Readonly<Record<string, string>>;

/** What Grafana fills in. All of a listed variable is every value that there is. */
function filledIn(template: string, values: Chosen, seconds: number): string {
  return template
    .replaceAll('$__auto', `${seconds}s`)
    .replaceAll('$__range', `${seconds}s`)
    .replace(/\$\{(\w+)(?::\w+)?\}|\$([a-z]\w*)/g, (_, braced: string | undefined, plain: string | undefined) => {
      const value = values[braced ?? plain ?? ''];
      if (value === undefined) {
        throw new Error(`no value for ${braced ?? plain ?? ''}`);
      }
      return value;
    });
}

const startValue = (variable: Variable): string => {
  if (variable.type === 'text') {
    return variable.default;
  }
  return variable.type === 'custom' && !variable.multi ? variable.default : '.*';
};

/** The page in front of a Loki: finds the streams as its variables do, then asks what its panels ask. */
export class OpenPage {
  private readonly values: Record<string, string> = {};
  private readonly end: bigint;
  private readonly seconds: number;

  constructor(
    private readonly store: LogStore,
    chosen: Chosen = {}
  ) {
    const { startNs, endNs } = store.timeRange() ?? { startNs: 0n, endNs: 0n };
    this.seconds = Number((endNs - startNs) / 1_000_000_000n) + 2;
    // Loki's API is asked in whole milliseconds.
    this.end = (endNs / 1_000_000n + 1n) * 1_000_000n;
    for (const variable of page?.variables ?? []) {
      const value = isOfLoki(variable) ? this.found(variable) : startValue(variable);
      this.values[variable.name] = chosen[variable.name] ?? value;
    }
  }

  value(name: string): string {
    return this.values[name] ?? '';
  }

  /** The samples of a panel's first query over the whole run, by their labels. */
  samples(id: string, refId = 'A'): ReadonlyMap<string, number> {
    const { data } = this.ask('/loki/api/v1/query', { query: this.query(id, refId), time: String(this.end) });
    const result = (data as { result: ReadonlyArray<{ metric: Record<string, string>; value: [number, string] }> })
      .result;
    return new Map(result.map(({ metric, value }) => [Object.values(metric).join('|'), Number(value[1])]));
  }

  /** The one value of a panel's query over the whole run. */
  number(id: string, refId = 'A'): number | undefined {
    return this.samples(id, refId).get('');
  }

  /** The lines of a panel, each with its labels. */
  lines(id: string): ReadonlyArray<{ readonly line: string; readonly labels: Readonly<Record<string, string>> }> {
    const limit = panels.find((panel) => panel.id === id)?.queries.find(isLogs)?.maxLines;
    const { data } = this.ask('/loki/api/v1/query_range', {
      query: this.query(id, 'A'),
      ...this.range(),
      limit: String(limit),
      direction: 'backward',
    });
    const { result } = data as {
      result: ReadonlyArray<{ stream: Record<string, string>; values: [string, string][] }>;
    };
    return result
      .flatMap(({ stream, values }) => values.map(([time, line]) => ({ time: BigInt(time), line, labels: stream })))
      .sort((a, b) => Number(b.time - a.time));
  }

  private range(): Record<string, string> {
    return { start: String(this.end - BigInt(this.seconds) * 1_000_000_000n), end: String(this.end) };
  }

  private query(id: string, refId: string): string {
    const query = panels.find((panel) => panel.id === id)?.queries.find((each) => each.refId === refId);
    if (query === undefined) {
      throw new Error(`no query ${refId} in a panel ${id}`);
    }
    return filledIn(queryText(targetOf(query)), this.values, this.seconds);
  }

  private found(variable: LogsVariable): string {
    const query = Object(variableQuery(variable)) as { type?: unknown; label?: string; stream?: string };
    const fill = (text = '') => filledIn(text, this.values, this.seconds);
    const { data } =
      query.type === 0
        ? this.ask('/loki/api/v1/labels', this.range())
        : this.ask(`/loki/api/v1/label/${fill(query.label)}/values`, { ...this.range(), query: fill(query.stream) });
    const fits = new RegExp(variable.regex.replace(/^\/|\/$/g, ''));
    const values = (data as string[]).filter((value) => fits.test(value)).sort();
    if (variable.choice === 'several') {
      return '.*';
    }
    return (variable.choice === 'one' ? values.slice(0, 1) : values).join('|');
  }

  private ask(path: string, params: Record<string, string>): { readonly data: unknown } {
    const { status, body } = lokiApi(this.store, {
      path,
      params: new URLSearchParams(params),
      nowMs: Number(this.end / 1_000_000n),
    });
    if (status !== 200) {
      throw new Error(`${path} ${JSON.stringify(params)}: ${JSON.stringify(body)}`);
    }
    return body as { data: unknown };
  }
}
