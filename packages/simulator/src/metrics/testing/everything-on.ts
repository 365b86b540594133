import type { FaultKind, FaultPlan } from '../../faults/fault.ts';
import { scenarioNamed } from '../../scenario/presets.ts';
import type { Deployment, EngineKind, Scenario } from '../../scenario/scenario.ts';
import { Simulation } from '../../story/simulation.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { workersAndInfrastructure } from '../infrastructure.ts';

/** What can go wrong, one after another; `worker` is the first of a pool. */
const fault = (kind: FaultKind, startSeconds: number, endSeconds: number, worker = 0): FaultPlan => ({
  kind,
  startSeconds,
  endSeconds,
  strength: 1,
  worker,
});

/** One that is always at its most replicas, for which its power budget is too small; the others shrink and grow. */
const replicasOf = (engine: EngineKind) =>
  engine === 'trtllm' ? { minReplicas: 2, maxReplicas: 2 } : { minReplicas: 1, maxReplicas: 4 };

/** All engines, prefill and decode apart, with tiers, planner and adapters; on Kubernetes, with NATS and etcd; and faults. */
export function everythingOn(): Scenario {
  const busy = scenarioNamed('busy');
  const [chat] = busy.deployments;
  if (chat === undefined) {
    throw new RangeError('The scenario "busy" has no deployment.');
  }
  const { planner } = chat;
  const served = (engine: EngineKind): Deployment => ({
    ...chat,
    engine,
    model: `demo/${engine}-70b`,
    dynamoNamespace: `demo-${engine}`,
    adapters: engine === 'sglang' ? ['support-de'] : [],
    kvbm: { hostBlocks: 60_000, diskBlocks: 20_000, objectBlocks: 20_000 },
    pools: chat.pools.map((pool) => ({ ...pool, kvBlocks: 3000, maxSequences: 48 })),
    traffic: { ...chat.traffic, requestsPerSecond: 1.2, answerTokens: 300, leaveShare: 0.1 },
    ...(planner === undefined ? {} : { planner: { ...planner, ...replicasOf(engine), intervalSeconds: 30 } }),
  });
  return {
    ...busy,
    durationSeconds: 900,
    deployments: [served('vllm'), served('sglang'), served('trtllm')],
    faults: [
      fault('kv-events-lost', 60, 120),
      fault('planner-blind', 120, 330),
      fault('worker-crash-loop', 350, 460, 4),
      fault('ecc-remap-pending', 200, 400, 2),
      fault('power-cap', 400, 500, 3),
      fault('slow-worker', 300, 700, 6),
      fault('nats-backlog', 100, 300),
      fault('etcd-slow', 300, 500),
      fault('cache-cold', 600, 610),
    ],
  };
}

export interface Run {
  readonly simulation: Simulation;
  readonly exporters: readonly Exporter[];
}

/** Runs a scenario, and calls `look` at every target there is, every 15 s, and at the last page of all that ended. */
export function run(scenario: Scenario, look: (target: ScrapeTarget, at: number) => void = () => undefined): Run {
  const simulation = new Simulation(scenario);
  const exporters = workersAndInfrastructure(simulation);
  exporters.forEach((exporter) => simulation.watch(exporter));
  for (let at = 15; at <= scenario.durationSeconds; at += 15) {
    simulation.runUntil(at);
    for (const exporter of exporters) {
      for (const target of exporter.targets.filter(({ endedAt }) => endedAt === undefined || endedAt > at)) {
        exporter.refresh(target, at);
        look(target, at);
      }
    }
  }
  for (const target of exporters.flatMap(({ targets }) => targets).filter(({ endedAt }) => endedAt !== undefined)) {
    look(target, scenario.durationSeconds);
  }
  return { simulation, exporters };
}
