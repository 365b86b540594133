import type { LabelValues } from './observations.ts';
import type { Read, SimulatedRun } from './simulated-run.ts';
import type { TargetReadings } from './states.ts';

type World = Parameters<Read>[0];
type Planned = NonNullable<World['planned'][number]>;
type Observed = NonNullable<Planned['observed']>;
type Settings = NonNullable<World['scenario']['deployments'][number]['planner']>;
type Worker = World['workers'][number];

/** The planner of a deployment is scraped at `10.0.3.<number + 1>:9085`. */
const deploymentOf = (instance: string): number => Number(/^10\.0\.3\.(\d+):9085$/.exec(instance)?.[1] ?? NaN) - 1;

/** A state timeline draws decisions as numbers. */
const decisionNumbers: { readonly [decision: string]: number } = {
  no_change: 0,
  scale: 3,
  scale_up: 4,
  scale_down: 5,
  scaling_in_progress: 6,
  set_lower_bound: 7,
  no_fpm_data: 17,
  no_traffic_data: 18,
  insufficient_data: 19,
  model_not_ready: 22,
};

/** The latest decision, when its planner is scraped. */
const ofPlan =
  (value: (plan: Planned) => number | undefined): Read =>
  (world, { labels: { instance = '' } }) => {
    const plan = world.planned[deploymentOf(instance)];
    const told = plan === undefined ? undefined : value(plan);
    return told === undefined ? [] : [{ labels: { instance }, value: told }];
  };

/** What it saw; a planner without traffic goes on showing what it saw last. */
const ofObserved = (value: (observed: Observed) => number): Read =>
  ofPlan(({ observed }) => (observed === undefined ? undefined : value(observed)));

const ofSettings =
  (value: (settings: Settings) => number): Read =>
  (world, { labels: { instance = '' } }) => {
    const settings = world.scenario.deployments[deploymentOf(instance)]?.planner;
    return settings === undefined ? [] : [{ labels: { instance }, value: value(settings) }];
  };

/** Workers of its deployment, which it watches. */
const ofWorkers =
  (value: (worker: Worker) => number | undefined): Read =>
  (world, { labels: { instance = '' } }) =>
    world.alive
      .filter(({ deploymentIndex }) => deploymentIndex === deploymentOf(instance))
      .flatMap((worker) => {
        const told = value(worker);
        return told === undefined ? [] : [{ labels: { worker_id: worker.id, dp_rank: '0' }, value: told }];
      });

export const plannerStates: { readonly [name: string]: Read } = {
  'planner.load': ofObserved(({ requestsPerSecond }) => requestsPerSecond),
  'planner.ttft': ofObserved(({ ttftMs }) => ttftMs),
  'planner.itl': ofObserved(({ itlMs }) => itlMs),
  'planner.input': ofObserved(({ inputTokens }) => inputTokens),
  'planner.output': ofObserved(({ outputTokens }) => outputTokens),
  'planner.duration': ofObserved(({ durationSeconds }) => durationSeconds),
  'planner.expectedLoad': ofPlan(({ predicted }) => predicted.requestsPerSecond),
  'planner.expectedInput': ofPlan(({ predicted }) => predicted.inputTokens),
  'planner.expectedOutput': ofPlan(({ predicted }) => predicted.outputTokens),
  'planner.estimatedTtft': ofPlan(({ estimatedTtftMs }) => estimatedTtftMs),
  'planner.estimatedItl': ofPlan(({ estimatedItlMs }) => estimatedItlMs),
  'planner.prefill': ofPlan(({ replicasNow }) => replicasNow.prefill),
  'planner.decode': ofPlan(({ replicasNow }) => replicasNow.decode),
  'planner.wantedPrefill': ofPlan(({ replicasWanted }) => replicasWanted.prefill),
  'planner.wantedDecode': ofPlan(({ replicasWanted }) => replicasWanted.decode),
  'planner.prefillCapacity': ofPlan(({ prefillCapacity, replicasNow }) => prefillCapacity * replicasNow.prefill),
  'planner.decodeCapacity': ofPlan(({ decodeCapacity, replicasNow }) => decodeCapacity * replicasNow.decode),
  'planner.gpuHours': ofPlan(({ gpuHours }) => gpuHours),
  'planner.holds': ofPlan(({ loadDecision, throughputDecision }) =>
    ['scale_up', 'scaling_in_progress'].includes(loadDecision) || throughputDecision === 'scale' ? 0 : 1
  ),
  'planner.loadDecision': ofPlan(({ loadDecision }) => decisionNumbers[loadDecision]),
  'planner.throughputDecision': ofPlan(({ throughputDecision }) => decisionNumbers[throughputDecision]),
  'planner.targetTtft': ofSettings(({ ttftMs }) => ttftMs),
  'planner.targetItl': ofSettings(({ itlMs }) => itlMs),
  'planner.queuedPrefill': ofWorkers(({ pool, queuedPrefillTokens }) =>
    pool.role === 'decode' ? undefined : Math.floor(queuedPrefillTokens)
  ),
  'planner.queuedDecode': ofWorkers(({ pool, waiting }) =>
    pool.role === 'prefill' ? undefined : waiting.reduce((sum, { attempt }) => sum + attempt.promptTokens, 0)
  ),
  'planner.inFlight': ofWorkers(({ pool, running, activeBlocks, deployment }) =>
    pool.role === 'prefill' ? undefined : running.length === 0 ? 0 : activeBlocks * deployment.blockSize
  ),
};

/** How many decisions of a kind each planner had taken when it was scraped. There from the first one on, or always. */
export const countedPlans = (
  run: SimulatedRun,
  labels: LabelValues,
  counts: (plan: Planned, at: number) => boolean,
  always = false
): readonly TargetReadings[] =>
  run.readings('planner.targetTtft').map(({ scrapes }) => ({
    scrapes: scrapes.map(({ at, readings }) => ({
      at,
      readings: readings.flatMap(({ labels: { instance = '' } }) => {
        const value = run.story.plans.filter(
          (plan) =>
            plan.at <= at && plan.decision.deployment === deploymentOf(instance) && counts(plan.decision, plan.at)
        ).length;
        return value === 0 && !always ? [] : [{ labels: { ...labels, instance }, value }];
      }),
    })),
  }));
