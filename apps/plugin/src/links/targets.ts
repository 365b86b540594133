import { fieldOf, listOf, rangeOf, textOf, textsOf } from './context.ts';
import { pageAddress, pageOfDashboard, requestAddress, type Choices, type PageName } from './pages.ts';
import { choicesInAll, pageOfMetrics } from './query-place.ts';

const queriesOf = (context: unknown): readonly string[] =>
  listOf(context, 'targets').map((target) => textOf(target, 'expr') || textOf(target, 'query'));

function pageOfQueries(queries: readonly string[]): PageName | undefined {
  return queries.flatMap((query) => pageOfMetrics(query) ?? [])[0];
}

/** From the menu of a panel: to the page of our dashboard with all its choices, or to the page that draws the same metrics. */
export function fromPanel(context: unknown, chosen: Choices): string | undefined {
  const uid = textOf(fieldOf(context, 'dashboard'), 'uid');
  const range = rangeOf(context);
  const trace = uid === 'dynamo-request' ? traceIdIn(chosen['trace_id']?.[0] ?? '') : undefined;
  if (trace !== undefined) {
    return requestAddress(trace, range);
  }
  const own = pageOfDashboard(uid);
  if (own !== undefined) {
    return pageAddress(own, range, chosen);
  }
  const queries = queriesOf(context);
  const page = pageOfQueries(queries);
  return page === undefined ? undefined : pageAddress(page, range, choicesInAll(queries));
}

const traceIdIn = (text: string): string | undefined => /^\s*([0-9a-f]{8,32})\s*$/i.exec(text)?.[1];

/** From Explore: a trace leads to its request, queries to the page that draws their metrics, lines of Dynamo to the logs. */
export function fromExplore(context: unknown): string | undefined {
  const range = rangeOf(context);
  const queries = queriesOf(context);
  const [trace] = queries.flatMap((query) => traceIdIn(query) ?? []);
  if (trace !== undefined) {
    return requestAddress(trace, range);
  }
  const page = pageOfQueries(queries) ?? pageOfEvidence(context);
  return page === undefined ? undefined : pageAddress(page, range, choicesInAll(queries));
}

/** Spans of requests lead to the first page, log lines to the logs, where they say that they are Dynamo's. */
function pageOfEvidence(context: unknown): PageName | undefined {
  const targets = listOf(context, 'targets');
  // Tempo's queries stand in `query`, those of Prometheus and Loki in `expr`.
  if (targets.some((target) => /http-request|kv_router\.|dynamo/i.test(textOf(target, 'query')))) {
    return 'dynamo';
  }
  return targets.some((target) => /dynamo|request completed/i.test(textOf(target, 'expr'))) ? 'logs' : undefined;
}

/** Spans are in microseconds; what happened around a request matters too. */
const aroundMs = 300_000;

/** From a trace of Dynamo: to its request. */
export function fromTrace(trace: unknown): string | undefined {
  const id = textOf(trace, 'traceID');
  const services = listOf(trace, 'services').map((service) => textOf(service, 'name'));
  const isDynamo =
    services.some((name) => name.startsWith('dynamo')) || textOf(trace, 'traceName').includes('http-request');
  if (id === '' || !isDynamo) {
    return undefined;
  }
  const [start, end] = [Number(fieldOf(trace, 'startTime')) / 1000, Number(fieldOf(trace, 'endTime')) / 1000];
  return Number.isFinite(start) && Number.isFinite(end)
    ? requestAddress(id, { from: String(Math.floor(start) - aroundMs), to: String(Math.ceil(end) + aroundMs) })
    : requestAddress(id);
}

const labelVariables = { model: 'model', namespace: 'namespace', cluster: 'cluster', instance: 'worker' } as const;

/** From an alert rule: to the page that its annotation or its query names, with the labels that the rule sets. */
export function fromRule(rule: unknown): string | undefined {
  const query = queryOfRule(rule);
  const page = pageOfDashboard(textsOf(rule, 'annotations')['__dashboardUid__'] ?? '') ?? pageOfMetrics(query);
  const labels = textsOf(rule, 'labels');
  const set = Object.entries(labelVariables).flatMap(([label, variable]) => {
    const value = labels[label];
    // A label of a rule may be a template, which only an instance fills in.
    return value === undefined || value.includes('{{') ? [] : [[variable, [value]] as const];
  });
  return page === undefined
    ? undefined
    : pageAddress(page, undefined, { ...choicesInAll([query]), ...Object.fromEntries(set) });
}

/** A text, or for Grafana's own rules a JSON text of all queries. */
const queryOfRule = (rule: unknown): string => textOf(rule, 'expression').replaceAll('\\"', '"');
