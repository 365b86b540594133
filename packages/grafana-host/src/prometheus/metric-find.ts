import type { InstantResult, Labels, PrometheusBackend, TimeSpan } from './backend.ts';

export type VariableQuery =
  | { readonly kind: 'label-values'; readonly label: string; readonly match?: string }
  | { readonly kind: 'label-names'; readonly match?: string }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'query-result'; readonly expr: string }
  | { readonly kind: 'series'; readonly match: string };

const labelValuesCall = /^\s*label_values\((?:(.+),\s*)?([a-zA-Z_][a-zA-Z0-9_]*)\)\s*$/s;
const labelNamesCall = /^\s*label_names\((.*)\)\s*$/s;
const metricsCall = /^\s*metrics\((.+)\)\s*$/s;
const queryResultCall = /^\s*query_result\((.+)\)\s*$/s;

/** Reads a variable query of Grafana's Prometheus data source. Anything that is no known call is a series selector. */
export function parseVariableQuery(query: string): VariableQuery {
  const values = labelValuesCall.exec(query);
  if (values?.[2] !== undefined) {
    const match = values[1]?.trim();
    return { kind: 'label-values', label: values[2], ...(saysSomething(match) ? { match } : {}) };
  }
  const names = labelNamesCall.exec(query)?.[1]?.trim();
  if (names !== undefined) {
    return { kind: 'label-names', ...(saysSomething(names) ? { match: `{__name__=~".*${names}.*"}` } : {}) };
  }
  const pattern = metricsCall.exec(query)?.[1];
  if (pattern !== undefined) {
    return { kind: 'metrics', pattern };
  }
  const expr = queryResultCall.exec(query)?.[1];
  return expr === undefined ? { kind: 'series', match: query.trim() } : { kind: 'query-result', expr };
}

const saysSomething = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text.replace(/\s/g, '') !== '{}';

/**
 * The values that a variable query offers, in the order of Prometheus. `query_result` gives each sample as Grafana prints it:
 * `name{a="b"} value milliseconds`.
 */
export async function findValues(query: VariableQuery, backend: PrometheusBackend, span: TimeSpan): Promise<string[]> {
  switch (query.kind) {
    case 'label-values':
      return [...(await backend.labelValues({ ...span, label: query.label, ...matchOf(query.match) }))];
    case 'label-names': {
      const series = await backend.series({ ...span, match: query.match ?? '{__name__!=""}' });
      return [...new Set(series.flatMap((labels) => Object.keys(labels)))].sort();
    }
    case 'metrics': {
      const names = await backend.labelValues({ ...span, label: '__name__' });
      const pattern = new RegExp(query.pattern);
      return names.filter((name) => pattern.test(name));
    }
    case 'query-result':
      return printResult(await backend.query({ expr: query.expr, timeMs: Math.ceil(span.endMs / 1000) * 1000 }));
    case 'series':
      return query.match === '' ? [] : (await backend.series({ ...span, match: query.match })).map(printSeries);
  }
}

const matchOf = (match: string | undefined): { match?: string } => (match === undefined ? {} : { match });

function printResult(result: InstantResult): string[] {
  switch (result.type) {
    case 'scalar':
      return [printValue(result.value)];
    case 'string':
      return [result.text];
    case 'vector':
      return result.samples.map((s) => `${printSeries(s.labels)} ${printValue(s.value)} ${s.timeMs}`);
  }
}

/** Not escaped, as Grafana does it: the regex of a variable reads what stands between the quotes. */
function printSeries(labels: Labels): string {
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([name, value]) => `${name}="${value}"`);
  return `${metric}{${pairs.join(',')}}`;
}

const printValue = (value: number): string =>
  value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
