/** Every metric there is, in one list. A new file of metrics is added here and to `index.ts`. */
import * as controllerRuntime from './controller-runtime.ts';
import * as serviceGraph from './derived/service-graph.ts';
import * as spanLatency from './derived/span-latency.ts';
import * as mocker from './engines/mocker.ts';
import * as sglang from './engines/sglang/index.ts';
import * as trtllm from './engines/trtllm.ts';
import * as vllm from './engines/vllm/index.ts';
import * as epp from './epp.ts';
import * as etcd from './etcd.ts';
import * as failover from './failover.ts';
import * as frontend from './frontend/index.ts';
import * as gpu from './gpu/index.ts';
import * as kubernetes from './kubernetes.ts';
import * as kvIndexer from './kv-indexer.ts';
import * as kvbm from './kvbm/index.ts';
import type { AnyMetric } from './metric.ts';
import * as nats from './nats/index.ts';
import * as nixl from './nixl.ts';
import * as operator from './operator.ts';
import * as planner from './planner/index.ts';
import * as powerAgent from './power-agent.ts';
import * as resourceMonitor from './resource-monitor.ts';
import * as router from './router/index.ts';
import * as worker from './worker/index.ts';

const all = [
  ...Object.values(frontend),
  ...Object.values(router),
  ...Object.values(kvIndexer),
  ...Object.values(worker),
  ...Object.values(failover),
  ...Object.values(kvbm),
  ...Object.values(planner),
  ...Object.values(operator),
  ...Object.values(controllerRuntime),
  ...Object.values(kubernetes),
  ...Object.values(epp),
  ...Object.values(powerAgent),
  ...Object.values(resourceMonitor),
  ...Object.values(vllm),
  ...Object.values(sglang),
  ...Object.values(trtllm),
  ...Object.values(mocker),
  ...Object.values(nixl),
  ...Object.values(gpu),
  ...Object.values(nats),
  ...Object.values(etcd),
  ...Object.values(spanLatency),
  ...Object.values(serviceGraph),
];

/** The name of a known family, as a literal. A histogram is its base name. */
export type MetricName = (typeof all)[number]['name'];

/** Every known family. */
export const catalogue: readonly AnyMetric[] = all;

const byName = new Map<string, AnyMetric>(all.map((metric) => [metric.name, metric]));

/** The metric of a name, or undefined for a name that is not in the catalogue. Takes base names: not `…_bucket`. */
export function metricNamed(name: MetricName): AnyMetric;
export function metricNamed(name: string): AnyMetric | undefined;
export function metricNamed(name: string): AnyMetric | undefined {
  return byName.get(name);
}
