import type { Choices, PageName } from './pages.ts';

/** Where metrics are drawn, by how their names begin; the first that fits. Of what others use as well (NATS, etcd, Kubernetes) none. */
const places: ReadonlyArray<readonly [names: RegExp, page: PageName]> = [
  [/\bdynamo_planner_/, 'planner'],
  [/\bdynamo_(?:operator|epp)_/, 'operator'],
  [/\bkvbm_/, 'kvbm'],
  [/\bDCGM_FI_|\bDCGM_EXP_/, 'gpu'],
  [/\bdynamo_(?:component_)?(?:router|kv_?(?:router|indexer))_|\bdynamo_frontend_(?:router|worker)_/, 'router'],
  [/\bdynamo_frontend_(?:tokio|event_loop|tokenizer|stage)_/, 'frontend'],
  [/\bdynamo_component_|\bvllm:|\bsglang:|\btrtllm_/, 'workers'],
  [/\bdynamo_/, 'dynamo'],
];

/** The page that draws what a PromQL query asks for; undefined where it asks for nothing of Dynamo. */
export const pageOfMetrics = (promql: string): PageName | undefined =>
  places.find(([names]) => names.test(promql))?.[1];

/** Variables of the app, by the labels of metrics, spans and logs that they choose. */
const variableOf = new Map([
  ['model', 'model'],
  ['model_name', 'model'],
  ['span.model', 'model'],
  ['namespace', 'namespace'],
  ['cluster', 'cluster'],
  ['instance', 'worker'],
]);

const equality = /([\w.]+)\s*=\s*(?:"([^"\\$]+)"|`([^`$]+)`)/g;

/** What a query in PromQL, LogQL or TraceQL asks for by a label that equals a written value. Patterns and variables are left out. */
export function choicesIn(query: string): Choices {
  const chosen = [...query.matchAll(equality)].flatMap(([, label = '', quoted, ticked]) => {
    const variable = variableOf.get(label);
    return variable === undefined ? [] : [[variable, [quoted ?? ticked ?? '']] as const];
  });
  return Object.fromEntries(chosen);
}

/** What a list of queries asks for together: a variable that two of them set otherwise is left out. */
export function choicesInAll(queries: readonly string[]): Choices {
  const each = queries.map(choicesIn);
  const names = new Set(each.flatMap((choices) => Object.keys(choices)));
  const agreed = [...names].flatMap((name) => {
    const values = new Set(each.flatMap((choices) => choices[name] ?? []));
    return values.size === 1 ? [[name, [...values]] as const] : [];
  });
  return Object.fromEntries(agreed);
}
