import type { Observer } from '../story/observer.ts';
import type { World } from '../story/world.ts';
import { CollectorMetrics } from './collector/collector-metrics.ts';
import { EppMetrics } from './epp/epp-metrics.ts';
import { EtcdMetrics } from './etcd/etcd-metrics.ts';
import type { Exporter } from './exporter.ts';
import { DcgmMetrics } from './gpu/dcgm-metrics.ts';
import { PowerAgentMetrics } from './gpu/power-agent-metrics.ts';
import { ResourceMonitorMetrics } from './gpu/resource-monitor-metrics.ts';
import { KubeStateMetrics } from './kubernetes/kube-state-metrics.ts';
import { OperatorMetrics } from './kubernetes/operator-metrics.ts';
import { KvbmMetrics } from './kvbm/kvbm-metrics.ts';
import { NatsMetrics } from './nats/nats-metrics.ts';
import { NixlMetrics } from './nixl/nixl-metrics.ts';
import { PlannerMetrics } from './planner/planner-metrics.ts';
import { WorkerMetrics } from './worker/worker-metrics.ts';

/** Pages of every process but frontends and routers. Each watches the story; one that an installation lacks has no target. */
export const workersAndInfrastructure = (world: World): ReadonlyArray<Exporter & Observer> => [
  new WorkerMetrics(world),
  new NixlMetrics(world),
  new KvbmMetrics(world),
  new DcgmMetrics(world),
  new PowerAgentMetrics(world),
  new ResourceMonitorMetrics(world),
  new PlannerMetrics(world),
  new NatsMetrics(world),
  new EtcdMetrics(world),
  new KubeStateMetrics(world),
  new OperatorMetrics(world),
  new EppMetrics(world),
  new CollectorMetrics(world),
];
