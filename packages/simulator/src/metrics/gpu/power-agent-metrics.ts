import { powerAgent as families } from '@dynamo-observability/signals';

import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { placeLabels } from '../place.ts';
import { hostOf } from './node-address.ts';

const PORT = 9410;
const none = {};

interface Agent {
  readonly page: Instruments;
  /** Limit of each GPU that was set last, by its index. */
  readonly limits: Map<number, number>;
}

/** The agent on each node that sets the power limits of GPUs. A limit below what a GPU allows is moved up. */
export class PowerAgentMetrics implements Exporter {
  readonly targets: ScrapeTarget[] = [];
  private readonly agents = new Map<string, Agent>();

  constructor(private readonly world: World) {}

  refresh(): void {
    for (const worker of this.world.alive) {
      const { page, limits } = this.agentOf(worker);
      for (const gpu of worker.gpus) {
        const before = limits.get(gpu.index);
        if (gpu.lost) {
          page.add(families.applyFailures, none, before === undefined ? 0 : 1);
          limits.delete(gpu.index);
          continue;
        }
        page.set(families.appliedLimit, { gpu: String(gpu.index) }, gpu.powerLimitWatts);
        if (before !== undefined && before !== gpu.powerLimitWatts) {
          page.add(families.capClamped, { direction: gpu.powerLimitWatts < before ? 'up' : 'down' }, 1);
        }
        limits.set(gpu.index, gpu.powerLimitWatts);
      }
    }
  }

  private agentOf(worker: World['alive'][number]): Agent {
    let agent = this.agents.get(worker.node);
    if (agent === undefined) {
      agent = { page: new Instruments({}, 'python'), limits: new Map() };
      this.agents.set(worker.node, agent);
      for (const family of [families.applyFailures, families.safeDefaultApplied, families.k8sListFailures]) {
        agent.page.touch(family, none);
      }
      agent.page.touch(families.multiPodGpu, { disposition: 'skipped' });
      const labels = placeLabels(this.world.scenario, {
        job: 'dynamo-power-agent',
        monitor: 'dynamo-power-agent',
        instance: hostOf(worker, PORT),
        pod: `dynamo-power-agent-${worker.node}`,
        endpoint: 'metrics',
      });
      this.targets.push({ labels, page: agent.page, startedAt: 0, endedAt: undefined });
    }
    return agent;
  }
}
