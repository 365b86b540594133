/**
 * One table: how a thing is called in each signal. Every link from one signal to another is built from it
 * (dynamo-facts.md b.3 to b.6, d.5, e.2; captures/FINDINGS.md 7, 8; tempo-loki-facts.md 5, 6).
 */

/** What is correlated. `deployment` is the graph deployment of the operator, `namespace` the Dynamo namespace. */
export type Concept =
  | 'model'
  | 'worker'
  | 'component'
  | 'role'
  | 'deployment'
  | 'namespace'
  | 'kubernetesNamespace'
  | 'pod'
  | 'requestId'
  | 'clientRequestId'
  | 'traceId';

/**
 * Where it is looked for. Families differ, so Prometheus has several places; logs have two, after the way they came:
 * `logs-json` is the stderr line as Alloy collects it on Kubernetes, `logs-otlp` the record sent over OTLP.
 */
export type Place =
  | 'metrics-frontend'
  | 'metrics-frontend-worker'
  | 'metrics-router'
  | 'metrics-worker'
  | 'metrics-engine'
  | 'metrics-planner'
  | 'metrics-kvbm'
  | 'logs-json'
  | 'logs-otlp'
  | 'traces';

/** `local` is one machine scraped by hand, `kubernetes` the operator with Dynamo's PodMonitors. */
export type Installation = 'local' | 'kubernetes';

/** What holds the value. */
export type Holder =
  | 'label'
  | 'stream-label'
  | 'structured-metadata'
  | 'json-field'
  | 'span-attribute'
  | 'resource-attribute'
  | 'intrinsic';

/**
 * How the value is written. `hex` and `decimal` are the two ways to write a worker id; `sanitised` is `my_ns` where `raw` is
 * `my-ns`.
 */
export type Form = 'text' | 'hex' | 'decimal' | 'raw' | 'sanitised';

export interface Spelling {
  /** Names in that place, the best first. Of JSON fields as Loki's `json` parser names them: dots are underscores. */
  readonly keys: readonly [string, ...string[]];
  readonly holder: Holder;
  readonly form: Form;
  /** What misleads about it. */
  readonly note?: string;
}

/** Both installations alike, or each its own. Absent where the place cannot tell. */
type Entry = Spelling | { readonly [I in Installation]?: Spelling };
type Row = { readonly [P in Place]?: Entry };

const label = (form: Form, keys: readonly [string, ...string[]], note?: string): Spelling => ({
  keys,
  holder: 'label',
  form,
  ...(note === undefined ? {} : { note }),
});
const inside = (holder: Holder, form: Form, keys: readonly [string, ...string[]], note?: string): Spelling => ({
  ...label(form, keys, note),
  holder,
});

const onPods: Entry = {
  kubernetes: label('text', ['pod']),
  local: label('text', ['instance'], 'host:port of the target.'),
};
const inKubernetes: Entry = { kubernetes: label('text', ['namespace']) };
const everyMetric = <E extends Entry>(entry: E) => ({
  'metrics-frontend': entry,
  'metrics-frontend-worker': entry,
  'metrics-router': entry,
  'metrics-worker': entry,
  'metrics-engine': entry,
  'metrics-planner': entry,
  'metrics-kvbm': entry,
});
const firstComponent = 'That of the first component which the process served.';

/** The table. */
export const correlation = {
  model: {
    'metrics-frontend': label('text', ['model'], 'unknown_model for models that are not registered.'),
    'metrics-router': label('text', ['model'], 'Only on input_sequence_tokens and the cached-prefix counters.'),
    'metrics-worker': label('text', ['model', 'model_name'], 'The mocker has neither.'),
    'metrics-engine': label('text', ['model_name', 'model'], 'SGLang has only model_name.'),
    'logs-json': inside('json-field', 'text', ['model']),
    'logs-otlp': inside('structured-metadata', 'text', ['model']),
    traces: inside('span-attribute', 'text', ['model'], 'On http-request, but not for /v1/completions.'),
  },
  worker: {
    'metrics-frontend-worker': label('decimal', ['worker_id']),
    'metrics-router': label(
      'decimal',
      ['router_worker_id'],
      'Only on worker_registered; worker_id is the router itself.'
    ),
    'metrics-worker': label('hex', ['worker_id']),
    'metrics-engine': label('hex', ['worker_id'], 'The mocker has none: only instance tells workers apart.'),
    'metrics-planner': label('decimal', ['worker_id']),
    'metrics-kvbm': onPods,
    'logs-json': inside(
      'json-field',
      'decimal',
      ['instance_id', 'worker_id', 'decode_worker_id', 'prefill_worker_id', 'migration_from_worker_id'],
      'instance_id on lines of the worker, the others on lines of the frontend. After a migration the last but one name the first worker.'
    ),
    'logs-otlp': inside('structured-metadata', 'decimal', ['worker_id'], 'Only on "Selected worker".'),
    traces: inside(
      'span-attribute',
      'decimal',
      ['instance_id', 'worker_id', 'decode_worker_id', 'prefill_worker_id'],
      'On handle_payload, on route_request and on http-request. After a migration the last two name the first worker.'
    ),
  },
  component: {
    'metrics-router': label('sanitised', ['dynamo_component'], firstComponent),
    'metrics-worker': label('sanitised', ['dynamo_component']),
    'metrics-engine': label('raw', ['dynamo_component'], 'The mocker has none.'),
    'logs-json': inside('json-field', 'raw', ['component'], 'Only on lines of a worker.'),
    traces: inside('span-attribute', 'raw', ['component'], 'On handle_payload.'),
  },
  role: {
    'metrics-frontend-worker': label('text', ['worker_type'], 'Aggregated workers are decode.'),
    'metrics-router': label('text', ['worker_type', 'phase'], 'Only on some families.'),
    'metrics-worker': {
      kubernetes: label('text', ['dynamo_component_type']),
      local: label('text', ['dynamo_component'], 'backend is decode or aggregated.'),
    },
    'metrics-engine': {
      kubernetes: label('text', ['dynamo_component_type']),
      local: label('text', ['dynamo_component'], 'backend is decode or aggregated.'),
    },
    'logs-json': inside('stream-label', 'text', ['nvidia_com_dynamo_component_type']),
    'logs-otlp': inside(
      'stream-label',
      'text',
      ['service_name'],
      'By custom of the names, such as dynamo-worker-prefill.'
    ),
    traces: inside(
      'resource-attribute',
      'text',
      ['service.name'],
      'By custom of the names, such as dynamo-worker-prefill.'
    ),
  },
  deployment: {
    'metrics-worker': {
      kubernetes: label('text', ['dynamo_graph_deployment'], 'Only on ports system-0 and system-1.'),
    },
    'metrics-engine': {
      kubernetes: label('text', ['dynamo_graph_deployment'], 'Only on ports system-0 and system-1.'),
    },
    'logs-json': inside('stream-label', 'text', ['nvidia_com_dynamo_graph_deployment_name']),
  },
  namespace: {
    'metrics-frontend': { kubernetes: label('raw', ['dynamo_namespace'], 'From the pod label, by relabelling.') },
    'metrics-frontend-worker': {
      kubernetes: label('raw', ['dynamo_namespace'], 'From the pod label, by relabelling.'),
    },
    'metrics-router': label('sanitised', ['dynamo_namespace'], firstComponent),
    'metrics-worker': label('sanitised', ['dynamo_namespace']),
    'metrics-engine': label('raw', ['dynamo_namespace'], 'The mocker has none.'),
    'logs-json': inside(
      'json-field',
      'raw',
      ['namespace_extracted', 'namespace'],
      'namespace where no Kubernetes label has that name.'
    ),
    traces: inside('span-attribute', 'raw', ['namespace'], 'On handle_payload.'),
  },
  kubernetesNamespace: {
    ...everyMetric(inKubernetes),
    'logs-json': inside('stream-label', 'text', ['namespace']),
  },
  pod: {
    ...everyMetric(onPods),
    'logs-json': inside('structured-metadata', 'text', ['pod']),
  },
  requestId: {
    'logs-json': inside('json-field', 'text', ['request_id']),
    'logs-otlp': inside(
      'structured-metadata',
      'text',
      ['request_id'],
      'Not on lines of routing and of "http response sent".'
    ),
    traces: inside('span-attribute', 'text', ['request_id']),
  },
  clientRequestId: {
    'logs-json': inside('json-field', 'text', ['x_request_id']),
    traces: inside('span-attribute', 'text', ['x_request_id']),
  },
  traceId: {
    'logs-json': inside('json-field', 'text', ['trace_id']),
    'logs-otlp': inside('structured-metadata', 'text', ['trace_id']),
    traces: inside('intrinsic', 'text', ['trace:id'], 'Search results drop leading zeros: pad to 32 digits for logs.'),
  },
} as const satisfies { readonly [C in Concept]: Row };

const isSpelling = (entry: Entry): entry is Spelling => 'keys' in entry;

/**
 * How a concept is called in a place, or undefined where that place cannot tell.
 * @param installation matters for Prometheus only: what a scraper adds differs.
 */
export function spelling(
  concept: Concept,
  place: Place,
  installation: Installation = 'kubernetes'
): Spelling | undefined {
  const row: Row = correlation[concept];
  const entry = row[place];
  return entry === undefined || isSpelling(entry) ? entry : entry[installation];
}
