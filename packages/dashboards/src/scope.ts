import type { Matcher, Scope } from '@dynamo-observability/query';
import { defaultTargetLabels, type Metric, type ProcessId, type TargetLabelNames } from '@dynamo-observability/signals';

/** A regex matcher on a dashboard variable. `$x` is escaped by Grafana; `${x:pipe}` keeps a value that is itself a pattern. */
export const matches = (label: string, template: string): Matcher => ({ label, op: '=~', value: { template } });

const exposedBy = (metric: Metric): readonly ProcessId[] =>
  typeof metric.process === 'string' ? [metric.process] : metric.process;

const dynamoProcesses: ReadonlySet<ProcessId> = new Set([
  'frontend',
  'router',
  'worker',
  'kvbm',
  'planner',
  'kv-indexer',
  'epp',
]);

/** Where a series stands: cluster for everything, Kubernetes namespace for what runs in the namespace of the deployment. */
function place(metric: Metric, names: TargetLabelNames): readonly Matcher[] {
  if (metric.labels.includes(names.cluster)) {
    // A JetStream family has a label of that name for the cluster of NATS.
    return [];
  }
  const cluster = matches(names.cluster, '$cluster');
  // kube-state-metrics names the namespace of what it describes. The namespace of a DCGM, NATS or etcd series is that of the exporter, not of the model it serves.
  const inNamespace = exposedBy(metric).every(
    (p) => dynamoProcesses.has(p) || p === 'kube-state-metrics' || p === 'collector' || p === 'service-graph'
  );
  return inNamespace ? [cluster, matches(names.namespace, '$namespace')] : [cluster];
}

/**
 * Families that an engine names itself. A worker adds Dynamo's labels to those of real engines; the mocker's have only their own
 * (captures/FINDINGS.md 2), so Dynamo's labels may be absent.
 */
const ofEngine = (metric: Metric) => exposedBy(metric).includes('worker') && !metric.name.startsWith('dynamo_');

/**
 * The Dynamo namespace. A trailing `|` also admits series without the label: on a frontend it exists only after Kubernetes
 * relabelling. Router families carry the namespace of whichever component came first (dynamo-facts.md a.8), so it says nothing.
 */
function deployment(metric: Metric, names: TargetLabelNames): readonly Matcher[] {
  const processes = exposedBy(metric);
  if (processes.includes('collector')) {
    // What a collector counted for nobody knows which deployment answers no question about one: its panels then have Dynamo's.
    return [matches(names.deployment, '${deployment:pipe}')];
  }
  if (processes.includes('router') || !processes.every((p) => dynamoProcesses.has(p))) {
    return [];
  }
  const own = metric.labels.includes(names.deployment) && !ofEngine(metric);
  return [matches(names.deployment, own ? '${deployment:pipe}' : '${deployment:pipe}|')];
}

/** The model: an engine's own label, else Dynamo's. A worker of the mocker does not name it, so its absence is admitted there. */
function model(metric: Metric): readonly Matcher[] {
  if (metric.labels.includes('model_name') && ofEngine(metric)) {
    return [matches('model_name', '$model')];
  }
  const template = exposedBy(metric).includes('worker') ? '$model|' : '$model';
  return metric.labels.includes('model') ? [matches('model', template)] : [];
}

/** Prefill or decode, by whichever label the family has. The values of the variable are patterns. */
function role(metric: Metric): readonly Matcher[] {
  if (metric.labels.includes('worker_type')) {
    return [matches('worker_type', '${role:pipe}')];
  }
  const onWorker = exposedBy(metric).includes('worker') && metric.labels.includes('dynamo_component');
  return onWorker ? [matches('dynamo_component', ofEngine(metric) ? '${role:pipe}|' : '${role:pipe}')] : [];
}

/** The variables that choose a process, by what it exposes. The block manager and the planner have targets of their own. */
const processVariables: { readonly [P in ProcessId]?: string } = {
  worker: '$worker',
  kvbm: '$kvbm_worker',
  planner: '$planner',
};

/**
 * One process, by the target that is scraped: it keeps its name when a restart changes the worker id. NIXL has a port of its own,
 * so a target that is not the worker's.
 */
function process(metric: Metric, names: TargetLabelNames): readonly Matcher[] {
  const variables = metric.group === 'nixl' ? [] : exposedBy(metric).map((p) => processVariables[p]);
  return variables.flatMap((variable) => (variable === undefined ? [] : [matches(names.instance, variable)]));
}

/**
 * The matchers that each family gets from the variables of a dashboard: those for which it has labels, and no others. With
 * nothing selected every matcher is `.*`, which also admits an absent label.
 */
export const dashboardScope =
  (names: TargetLabelNames = defaultTargetLabels): Scope =>
  (metric) => [
    ...place(metric, names),
    ...deployment(metric, names),
    ...model(metric),
    ...role(metric),
    ...process(metric, names),
  ];
