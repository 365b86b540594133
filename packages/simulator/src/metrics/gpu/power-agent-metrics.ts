import { powerAgent as families } from '@dynamo-observability/signals';

import type { GpuState } from '../../story/gpu.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { placeLabels } from '../place.ts';

const PORT = 9410;
/** NVIDIA's drivers take no lower limit for an H100, so the agent moves a lower one up (W). */
const LOWEST_WATTS = 200;
const none = {};

interface Agent {
  readonly slot: number;
  readonly page: Instruments;
  readonly limits: Map<GpuState, Limit>;
}

/** The limit of a GPU that was set last. */
interface Limit {
  readonly labels: { readonly gpu: string };
  watts: number | undefined;
}

/** The agent on each node that sets the power limits of GPUs. */
export class PowerAgentMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly bySlot = new Map<number, Agent>();
  private readonly byTarget = new Map<ScrapeTarget, Agent>();

  constructor(private readonly world: World) {}

  workerStarted(worker: WorkerState, at: number): void {
    if (this.bySlot.has(worker.slot)) {
      return;
    }
    const agent: Agent = { slot: worker.slot, page: new Instruments({}, 'python'), limits: new Map() };
    for (const family of [families.applyFailures, families.safeDefaultApplied, families.k8sListFailures]) {
      agent.page.touch(family, none);
    }
    agent.page.touch(families.multiPodGpu, { disposition: 'skipped' });
    agent.page.touch(families.capClamped, { direction: 'up' });
    const labels = placeLabels(this.world.scenario, {
      job: 'dynamo-power-agent',
      monitor: 'dynamo-power-agent',
      instance: `${worker.node}:${PORT}`,
      pod: `dynamo-power-agent-${worker.node}`,
      endpoint: 'metrics',
    });
    const target: ScrapeTarget = { labels, page: agent.page, startedAt: at, endedAt: undefined };
    this.bySlot.set(worker.slot, agent);
    this.byTarget.set(target, agent);
    this.targets.push(target);
  }

  refresh(target: ScrapeTarget): void {
    const agent = this.byTarget.get(target);
    for (const gpu of this.world.gpus.get(agent?.slot ?? -1) ?? []) {
      if (agent !== undefined) {
        setLimit(agent, gpu);
      }
    }
  }
}

/** A GPU that is lost takes no limit: its last one stays on the page, and the attempt fails. */
function setLimit({ page, limits }: Agent, gpu: GpuState): void {
  if (gpu.lost) {
    page.add(families.applyFailures, none, 1);
    return;
  }
  const limit = limits.get(gpu) ?? { labels: { gpu: String(gpu.index) }, watts: undefined };
  limits.set(gpu, limit);
  if (limit.watts !== gpu.powerLimitWatts && gpu.powerLimitWatts <= LOWEST_WATTS) {
    page.add(families.capClamped, { direction: 'up' }, 1);
  }
  limit.watts = gpu.powerLimitWatts;
  page.set(families.appliedLimit, limit.labels, limit.watts);
}
