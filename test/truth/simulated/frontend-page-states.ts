import {
  frontendIdentities,
  type RequestRecord,
  type Scenario,
  type Simulation,
} from '@dynamo-observability/simulator';

import type { Read } from './simulated-run.ts';
import type { Reading } from './states.ts';

const known = new WeakMap<Scenario, ReadonlyMap<string, number>>();

/** Numbers of the frontends of a scenario by their `instance`; worked out once, for this is asked at each scrape of every target. */
function numbersOf(scenario: Scenario): ReadonlyMap<string, number> {
  const numbers =
    known.get(scenario) ??
    new Map(frontendIdentities(scenario).map(({ index, target }) => [target['instance'] ?? '', index] as const));
  known.set(scenario, numbers);
  return numbers;
}

/** Reads something at the scrapes of frontends; `frontend` is its number. */
const atFrontends =
  (read: (run: Simulation, frontend: number) => readonly Reading[]): Read =>
  (run, { labels }) => {
    const frontend = numbersOf(run.scenario).get(labels['instance'] ?? '');
    return frontend === undefined ? [] : read(run, frontend);
  };

const calledModel = ({ deployment, model }: RequestRecord): string => (deployment < 0 ? 'unknown_model' : model);

/** Every name that was ever called at this frontend has a number, be it 0. */
const active = atFrontends((run, frontend) => {
  const counts = new Map<string, number>();
  for (const request of run.ledger.requests) {
    if (request.frontend === frontend && request.outcome !== 'validation') {
      counts.set(calledModel(request), 0);
    }
  }
  for (const request of run.active[frontend] ?? []) {
    counts.set(calledModel(request), (counts.get(calledModel(request)) ?? 0) + 1);
  }
  return [...counts].map(([model, value]) => ({ labels: { model }, value }));
});

/** A request is prepared, waits for a worker, and then for its first token. */
const stages = atFrontends((run, frontend) => {
  const counts = { preprocess: 0, route: 0, dispatch: 0 };
  for (const { preprocessed, attempts, firstToken } of run.active[frontend] ?? []) {
    if (preprocessed === undefined) {
      counts.preprocess++;
    } else if (attempts.length === 0) {
      counts.route++;
    } else if (firstToken === undefined) {
      counts.dispatch++;
    }
  }
  return Object.entries(counts).map(([stage, value]) => ({ labels: { stage }, value }));
});

/** Each worker that runs, by its number: as many distinct ones as there are. */
const registeredWorkers = atFrontends((run) => run.alive.map(({ index }) => ({ labels: {}, value: index })));

/** Requests sent to a worker, and not back. */
const sent = atFrontends((run, frontend) => {
  const under = [...(run.active[frontend] ?? [])].filter(({ attempts }) => {
    const last = attempts.at(-1);
    return last !== undefined && last.ended === undefined;
  });
  return [{ labels: {}, value: under.length }];
});

/** Names of models and adapters that can be called, with what their first worker said of itself. */
const models = atFrontends((run) =>
  run.scenario.deployments.flatMap(({ model, adapters }, deployment) => {
    const isReady = run.alive.some((worker) => worker.deploymentIndex === deployment && worker.pool.role !== 'prefill');
    return isReady ? [model, ...adapters].map((name) => ({ labels: { model: name }, value: 1 })) : [];
  })
);

const modelSetting = (read: (worker: Simulation['workers'][number]) => number): Read =>
  atFrontends((run) =>
    run.scenario.deployments.flatMap(({ model, adapters }, deployment) => {
      const first = run.workers.find(({ deploymentIndex }) => deploymentIndex === deployment);
      return first === undefined
        ? []
        : [model, ...adapters].map((name) => ({ labels: { model: name }, value: read(first) }));
    })
  );

/** Requests of each adapter that were called at this frontend. */
const adapters = atFrontends((run, frontend) => {
  const counts = new Map<string, number>();
  for (const { adapter, frontend: at, ended, outcome } of run.ledger.requests) {
    if (adapter !== undefined && at === frontend && outcome !== 'validation') {
      counts.set(adapter, (counts.get(adapter) ?? 0) + (ended === undefined ? 1 : 0));
    }
  }
  return [...counts].map(([lora, value]) => ({ labels: { lora }, value }));
});

const ARRIVALS_SECONDS = 10;

/** Requests of each adapter in the last whole ten seconds. */
const adapterArrivals = atFrontends((run, frontend) => {
  const end = Math.floor(run.now / ARRIVALS_SECONDS) * ARRIVALS_SECONDS;
  const counts = new Map<string, number>();
  for (const { adapter, frontend: at, arrival, outcome } of run.ledger.requests) {
    if (adapter !== undefined && at === frontend && outcome !== 'validation') {
      const isRecent = arrival >= end - ARRIVALS_SECONDS && arrival < end;
      counts.set(adapter, (counts.get(adapter) ?? 0) + (isRecent ? 1 : 0));
    }
  }
  return [...counts].map(([lora, value]) => ({ labels: { lora }, value }));
});

/** Read at the scrapes of frontends. */
export const frontendStates: { readonly [name: string]: Read } = {
  activeRequests: active,
  stages,
  registeredWorkers,
  requestsAtWorkers: sent,
  readyModels: models,
  modelContext: modelSetting(({ deployment }) => deployment.contextLength),
  modelBlocks: modelSetting(({ totalBlocks, pool }) => Math.floor(totalBlocks / pool.ranks)),
  modelBlockSize: modelSetting(({ deployment }) => deployment.blockSize),
  modelSequences: modelSetting(({ pool }) => pool.maxSequences),
  modelBatchedTokens: modelSetting(({ pool }) => pool.maxBatchedTokens),
  adapterRequests: adapters,
  adapterArrivals,
};
