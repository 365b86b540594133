import { kubernetes as families } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { Observer } from '../../story/observer.ts';
import type { Planned } from '../../story/planner.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { JoinedPage } from '../joined-page.ts';
import { LabelledPage } from '../labelled-page.ts';
import { servingNamespace } from '../place.ts';
import { Pod } from './pod.ts';

/** A Deployment of Kubernetes for each pool of workers. */
interface PoolPods {
  readonly name: string;
  readonly deployment: number;
  readonly pool: number;
  wanted: number;
}

/**
 * Pods and Deployments as kube-state-metrics shows them. It speaks of other pods than its own, so its scrape keeps the
 * labels of the page and adds only `job` and `instance`.
 */
export class KubeStateMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly page = new JoinedPage();
  private readonly deployments = new Instruments();
  private readonly pods = new Map<string, Pod>();
  private readonly pools: readonly PoolPods[];

  constructor(private readonly world: World) {
    const { scenario } = world;
    this.pools = scenario.deployments.flatMap(({ dynamoNamespace, pools }, deployment) =>
      pools.map((pool, index) => ({
        name: `${dynamoNamespace}-${pool.role}`,
        deployment,
        pool: index,
        wanted: pool.replicas,
      }))
    );
    this.page.join(new LabelledPage(this.deployments, { namespace: servingNamespace }));
    if (scenario.kubernetes) {
      const labels = { job: 'kube-state-metrics', instance: '10.0.0.12:8080' };
      this.targets.push({ labels, page: this.page, startedAt: 0, endedAt: undefined });
      for (let frontend = 0; frontend < scenario.frontends; frontend++) {
        this.podOf(`dynamo-frontend-${frontend}`);
      }
    }
  }

  workerStarted(worker: WorkerState): void {
    const known = this.pods.get(worker.name);
    if (known === undefined) {
      this.podOf(worker.name);
    } else {
      known.restarted();
    }
  }

  /** One that was stopped is deleted with its pod. */
  workerEnded(worker: WorkerState, why: 'stopped' | 'crashed'): void {
    const pod = this.podOf(worker.name);
    if (why === 'crashed') {
      pod.terminated('Error');
      return;
    }
    this.page.leave(pod.page);
    this.pods.delete(worker.name);
  }

  planned({ deployment, replicasWanted }: Planned): void {
    for (const pool of this.pools.filter((one) => one.deployment === deployment)) {
      const role = this.world.scenario.deployments[deployment]?.pools[pool.pool]?.role;
      pool.wanted = role === 'prefill' ? replicasWanted.prefill : replicasWanted.decode;
    }
  }

  refresh(): void {
    this.world.alive.forEach(({ name }) => this.podOf(name));
    for (const { name, deployment, pool, wanted } of this.pools) {
      const labels = { deployment: name };
      const available = this.world.alive.filter(
        ({ deploymentIndex, poolIndex }) => deploymentIndex === deployment && poolIndex === pool
      ).length;
      this.deployments.set(families.deploymentReplicas, labels, wanted);
      this.deployments.set(families.deploymentAvailable, labels, available);
    }
    const labels = { deployment: 'dynamo-frontend' };
    this.deployments.set(families.deploymentReplicas, labels, this.world.scenario.frontends);
    this.deployments.set(families.deploymentAvailable, labels, this.world.scenario.frontends);
  }

  private podOf(name: string): Pod {
    let pod = this.pods.get(name);
    if (pod === undefined) {
      pod = new Pod(name, podUid(this.world.scenario.seed, name));
      this.pods.set(name, pod);
      this.page.join(pod.page);
    }
    return pod;
  }
}

function podUid(seed: number, name: string): string {
  const hex = Random.stream(seed, `pod/${name}`).hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
