import { labelPatterns, labelValues } from '@dynamo-observability/query';
import { frontend, kvbm, planner, worker, type Metric, type TargetLabelNames } from '@dynamo-observability/signals';

import type { CustomVariable, DataSourceVariable, MetricsVariable, Variable } from './model.ts';
import { matches } from './scope.ts';

const dataSource: DataSourceVariable = {
  type: 'datasource',
  name: 'prometheus_datasource',
  label: 'Metrics',
  plugin: 'prometheus',
};

function fromPrometheus(name: string, label: string, description: string, query: string, regex = ''): MetricsVariable {
  return { type: 'query', source: 'prometheus', name, label, description, query, regex, choice: 'several' };
}

const role: CustomVariable = {
  type: 'custom',
  name: 'role',
  label: 'Role',
  description: 'Prefill or decode. An aggregated worker counts as decode.',
  options: [
    { text: 'prefill', value: 'prefill' },
    { text: 'decode', value: 'decode|backend' },
  ],
  default: '$__all',
  multi: true,
};

const quantile: CustomVariable = {
  type: 'custom',
  name: 'quantile',
  label: 'Quantile',
  description: 'For panels that draw one quantile by model or worker.',
  options: [
    { text: 'p50', value: '0.5' },
    { text: 'p90', value: '0.9' },
    { text: 'p95', value: '0.95' },
    { text: 'p99', value: '0.99' },
  ],
  default: '0.99',
  multi: false,
};

const placeOf = (names: TargetLabelNames) => [
  matches(names.cluster, '$cluster'),
  matches(names.namespace, '$namespace'),
];

/** Scraped processes of one kind, by target. */
const processVariable =
  (name: string, label: string, description: string, probe: Metric) =>
  (names: TargetLabelNames): MetricsVariable =>
    fromPrometheus(name, label, description, labelValues(probe, placeOf(names), names.instance));

/** The exporter of a block manager has a port of its own, so it is not the `worker` of other pages. */
const kvbmWorker = processVariable(
  'kvbm_worker',
  'Worker',
  'Worker with a KV block manager, by the target of its KVBM metrics.',
  kvbm.matchedTokens
);

const plannerProcess = processVariable('planner', 'Planner', 'Scraped planner process.', planner.prefillReplicas);

/** The variables of a Dynamo page, from the widest to the narrowest. Each may be left at All, and none needs its label to exist. */
export function dynamoVariables(names: TargetLabelNames): readonly Variable[] {
  const cluster = [matches(names.cluster, '$cluster')];
  const place = [...cluster, matches(names.namespace, '$namespace')];
  const deployed = [...place, matches(names.deployment, '${deployment:pipe}')];
  return [
    dataSource,
    fromPrometheus('cluster', 'Cluster', 'Kubernetes cluster.', labelValues(worker.uptime, [], names.cluster)),
    fromPrometheus(
      'namespace',
      'Namespace',
      'Kubernetes namespace.',
      labelValues(worker.uptime, cluster, names.namespace)
    ),
    fromPrometheus(
      'deployment',
      'Deployment',
      'Dynamo namespace. A dot stands for "-" or "_".',
      labelPatterns(worker.inflightRequests, place, names.deployment),
      '/pattern="([^"]+)"/'
    ),
    fromPrometheus('model', 'Model', 'Model as registered.', labelValues(frontend.modelContextLength, place, 'model')),
    role,
    fromPrometheus(
      'worker',
      'Worker',
      'Scraped worker process.',
      labelValues(worker.inflightRequests, deployed, names.instance)
    ),
    quantile,
  ];
}

/** How far ahead the planner looks: its throughput_adjustment_interval. */
const horizon: CustomVariable = {
  type: 'custom',
  name: 'horizon',
  label: 'Horizon',
  description: 'How far ahead the planner predicts: throughput_adjustment_interval, 180 s by default.',
  options: ['1m', '3m', '5m', '10m', '15m'].map((duration) => ({ text: duration, value: duration })),
  default: '3m',
  multi: false,
};

/** Every variable that a page may have, from the widest to the narrowest. */
export const allVariables = (names: TargetLabelNames): readonly Variable[] => [
  ...dynamoVariables(names),
  kvbmWorker(names),
  plannerProcess(names),
  horizon,
];
