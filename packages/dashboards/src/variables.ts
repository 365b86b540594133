import { labelPatterns, labelValues } from '@dynamo-observability/query';
import { frontend, worker, type TargetLabelNames } from '@dynamo-observability/signals';

import type { CustomVariable, DataSourceVariable, QueryVariable, Variable } from './model.ts';
import { matches } from './scope.ts';

const dataSource: DataSourceVariable = {
  type: 'datasource',
  name: 'prometheus_datasource',
  label: 'Metrics',
  plugin: 'prometheus',
};

function fromPrometheus(name: string, label: string, description: string, query: string, regex = ''): QueryVariable {
  return { type: 'query', name, label, description, query, regex };
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
