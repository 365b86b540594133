import { controllerRuntime, operator as families } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { Observer } from '../../story/observer.ts';
import type { Planned } from '../../story/planner.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { servingNamespace } from '../place.ts';
import { WorkQueue } from './work-queue.ts';

const reconcileTime = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const webhookTime = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const graph = 'DynamoGraphDeployment';
const component = 'DynamoComponentDeployment';
const model = 'DynamoModel';
const adapter = 'DynamoGraphDeploymentScalingAdapter';
const types = [graph, component, model, adapter] as const;
type ResourceType = (typeof types)[number];

/** Seconds after which a resource is looked at again although nothing happened. */
const RESYNC_SECONDS = 60;
/** Of the reconciliations, those that meet an older version of a resource, and come back. */
const CONFLICT_SHARE = 0.01;
/** Someone applies the manifests of all deployments this often; one in five changes a field that may not change. */
const APPLY_SECONDS = 600;
const DENIED_OF = 5;

/** The operator and the controllers within it. Its work is background; workers that come and go, and the planner, add to it. */
export class OperatorMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly page = new Instruments();
  private readonly random: Random;
  private readonly queues: ReadonlyMap<ResourceType, WorkQueue>;
  private resynced = 0;
  private applied = 0;
  private manifests = 0;

  constructor(private readonly world: World) {
    this.random = Random.stream(world.scenario.seed, 'metrics/operator');
    this.queues = new Map(types.map((type) => [type, new WorkQueue(this.page, type.toLowerCase())]));
    if (world.scenario.kubernetes) {
      const labels = { job: 'dynamo-operator-metrics', instance: '10.0.0.20:8080' };
      this.targets.push({ labels, page: this.page, startedAt: 0, endedAt: undefined });
    }
    this.apply('CREATE');
  }

  workerStarted(): void {
    this.reconcile(component);
    this.reconcile(graph);
  }

  workerEnded(): void {
    this.reconcile(component);
    this.reconcile(graph);
  }

  /** A changed number of replicas is written into a scaling adapter. */
  planned({ replicasNow, replicasWanted }: Planned): void {
    if (replicasNow.prefill !== replicasWanted.prefill || replicasNow.decode !== replicasWanted.decode) {
      this.admit(adapter, 'UPDATE', false);
      this.reconcile(adapter);
      this.reconcile(graph);
    }
  }

  refresh(_target: ScrapeTarget, at: number): void {
    for (; this.resynced + RESYNC_SECONDS <= at; this.resynced += RESYNC_SECONDS) {
      this.eachResource((type) => this.reconcile(type));
    }
    for (; this.applied + APPLY_SECONDS <= at; this.applied += APPLY_SECONDS) {
      this.apply('UPDATE');
    }
    this.tellResources();
  }

  private eachResource(visit: (type: ResourceType) => void): void {
    for (const { pools, adapters, planner } of this.world.scenario.deployments) {
      visit(graph);
      pools.forEach(() => visit(component));
      [undefined, ...adapters].forEach(() => visit(model));
      if (planner !== undefined) {
        pools.forEach(() => visit(adapter));
      }
    }
  }

  private apply(operation: 'CREATE' | 'UPDATE'): void {
    this.world.scenario.deployments.forEach(() => {
      this.manifests += operation === 'UPDATE' ? 1 : 0;
      this.admit(graph, operation, operation === 'UPDATE' && this.manifests % DENIED_OF === 3);
    });
  }

  private admit(resource_type: ResourceType, operation: string, denied: boolean): void {
    const labels = { resource_type, operation };
    this.page.add(families.webhookRequests, { ...labels, result: denied ? 'denied' : 'allowed' }, 1);
    this.page.observe(families.webhookDuration, labels, this.random.logNormal(0.004, 0.5), webhookTime);
    if (denied) {
      this.page.add(families.webhookDenials, { ...labels, reason: 'immutable_field_changed' }, 1);
    }
  }

  private reconcile(resource_type: ResourceType): void {
    const queue = this.queues.get(resource_type);
    const conflict = this.random.chance(CONFLICT_SHARE);
    const labels = { resource_type, namespace: servingNamespace };
    const ended = { ...labels, result: conflict ? 'error' : 'success' };
    this.page.add(families.reconciles, ended, 1);
    this.page.observe(families.reconcileDuration, ended, this.random.logNormal(0.04, 0.7), reconcileTime);
    queue?.done(this.random.logNormal(0.002, 0.8));
    this.call('GET', '200', 3);
    this.call('PATCH', conflict ? '409' : '200', 1);
    if (conflict) {
      this.page.add(families.reconcileErrors, { ...labels, error_type: 'conflict' }, 1);
      queue?.retried();
    }
  }

  private call(method: string, code: string, count: number): void {
    this.page.add(controllerRuntime.apiRequests, { code, method, host: '10.96.0.1:443' }, count);
  }

  private tellResources(): void {
    const { deployments } = this.world.scenario;
    const poolsOf = (worker: WorkerState) => `${worker.deploymentIndex}/${worker.poolIndex}`;
    const running = new Set(this.world.alive.map(poolsOf));
    const pools = deployments.flatMap(({ pools: all }, deployment) => all.map((_, pool) => `${deployment}/${pool}`));
    const ready = pools.filter((pool) => running.has(pool)).length;
    this.count(component, 'ready', ready);
    this.count(component, 'not_ready', pools.length - ready);
    this.count(graph, 'successful', deployments.length);
    this.count(
      model,
      'ready',
      deployments.reduce((sum, { adapters }) => sum + 1 + adapters.length, 0)
    );
  }

  private count(resource_type: ResourceType, status: string, value: number): void {
    this.page.set(families.resources, { resource_type, namespace: servingNamespace, status }, value);
  }
}
