import { describe, expect, it } from 'vitest';

import { faultKinds, type FaultKind } from '../faults/fault.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import { incident, scenarioNamed } from '../scenario/presets.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Simulation } from './simulation.ts';

function run(scenario: Scenario, seconds: number): Simulation {
  const simulation = new Simulation(scenario);
  simulation.runUntil(seconds);
  return simulation;
}

const served = ({ ledger }: Simulation): readonly RequestRecord[] =>
  ledger.ended.filter(({ outcome }) => outcome === 'success');
const ttft = (request: RequestRecord): number => (request.firstToken ?? NaN) - request.arrival;
const tpot = (r: RequestRecord): number => ((r.lastToken ?? NaN) - (r.firstToken ?? NaN)) / (r.outputTokens - 1);

/** The value below which a share of all lies. */
function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(share * (values.length - 1))] ?? NaN;
}

describe('a simulated hour', () => {
  const busy = scenarioNamed('busy');

  it('is the same for the same seed, and another for another', () => {
    const story = (seed: number): string => JSON.stringify(run({ ...busy, seed }, 400).ledger.ended);
    expect(story(1)).toBe(story(1));
    expect(story(1)).not.toBe(story(2));
  });

  it('does not depend on how often someone looks', () => {
    const looked = new Simulation(busy);
    for (let second = 0; second <= 400; second += 0.7) {
      looked.runUntil(second);
      looked.alive.forEach((worker) => [worker.progress, worker.queuedPrefillTokens, worker.activeBlocks]);
      looked.active.forEach((requests) => requests.forEach((request) => looked.tokensSoFar(request)));
    }
    looked.runUntil(400);
    expect(JSON.stringify(looked.ledger.ended)).toBe(JSON.stringify(run(busy, 400).ledger.ended));
  });

  it('keeps the times of every request in order', () => {
    for (const request of run(busy, 1800).ledger.ended) {
      const { arrival, preprocessed, queueStart, queueEnd, firstToken, lastToken, ended } = request;
      const sent = request.attempts.map((attempt) => attempt.sent);
      const times = [arrival, preprocessed, queueStart, queueEnd, sent[0], firstToken, lastToken, ended];
      const known = times.filter((time) => time !== undefined);
      expect(known.every((time, index) => time >= (known[index - 1] ?? 0) - 1e-9)).toBe(true);
    }
  });

  it('gives every served request all its tokens, each later than the one before', () => {
    const simulation = run(busy, 700);
    for (const request of served(simulation).slice(0, 300)) {
      expect(request.outputTokens).toBe(request.wantedTokens);
      const gaps = simulation.tokenGaps(request, 1, request.outputTokens);
      expect(gaps.reduce((sum, { count }) => sum + count, 0)).toBe(request.outputTokens - 1);
      expect(gaps.every(({ seconds }) => seconds > 0)).toBe(true);
      const total = gaps.reduce((sum, { seconds, count }) => sum + seconds * count, 0);
      expect(total).toBeCloseTo((request.lastToken ?? NaN) - (request.firstToken ?? NaN), 6);
    }
  });

  it('never has more blocks in use than there are', () => {
    const simulation = new Simulation(busy);
    for (let second = 60; second <= 1800; second += 60) {
      simulation.runUntil(second);
      for (const worker of simulation.alive) {
        // Growth since the last event, of a second at most.
        expect(worker.activeBlocks + worker.cachedBlocks).toBeLessThan(worker.totalBlocks * 1.02);
        expect(worker.activeBlocks).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('generates on workers what clients get', () => {
    const simulation = run(busy, 1000);
    const made = simulation.workers.reduce((sum, { totals }) => sum + totals.generatedTokens, 0);
    const got = simulation.ledger.requests.reduce((sum, request) => sum + simulation.tokensSoFar(request), 0);
    expect(Math.abs(made - got) / got).toBeLessThan(0.01);
  });

  it('has every way to end', () => {
    const outcomes = new Set(
      run({ ...busy, faults: incident('router-overload').faults }, 1800).ledger.ended.map(({ outcome }) => outcome)
    );
    expect([...outcomes].sort()).toEqual(['cancelled', 'not_found', 'overload', 'success', 'validation']);
  });

  it('goes on elsewhere when a worker is lost', () => {
    const simulation = run(busy, 1800);
    const moved = simulation.ledger.ended.filter(({ migrations }) => migrations > 0);
    expect(moved.length).toBeGreaterThan(0);
    for (const { attempts, outcome } of moved) {
      expect(outcome).not.toBe('unavailable');
      expect(attempts.some(({ end }) => end === 'worker-lost')).toBe(true);
      expect(new Set(attempts.map(({ worker }) => worker)).size).toBeGreaterThan(1);
    }
  });
});

describe('a fault', () => {
  const healthy = run({ ...incident('slow-worker'), faults: [] }, 1800);
  const within = (simulation: Simulation): readonly RequestRecord[] =>
    served(simulation).filter(({ arrival }) => arrival > 1000);
  const worse = (kind: FaultKind, value: (simulation: Simulation) => number): number =>
    value(run(incident(kind), 1800)) / value(healthy);
  const slowest = (simulation: Simulation): number => quantile(within(simulation).map(ttft), 0.99);
  const pace = (simulation: Simulation): number => quantile(within(simulation).map(tpot), 0.99);
  const hitRate = (simulation: Simulation): number => {
    const all = within(simulation).map(({ attempts, inputTokens }) => [
      attempts[0]?.cachedDeviceTokens ?? 0,
      inputTokens,
    ]);
    return all.reduce((sum, [hit = 0]) => sum + hit, 0) / all.reduce((sum, [, input = 0]) => sum + input, 0);
  };
  const ended = (outcome: string) => (simulation: Simulation) =>
    1 + simulation.ledger.ended.filter((request) => request.outcome === outcome && request.arrival > 900).length;

  it.each(['slow-worker', 'power-cap', 'nvlink-decay'] as const)('%s makes tokens slow', (kind) => {
    expect(worse(kind, pace)).toBeGreaterThan(1.15);
  });

  it.each([
    'prefill-starvation',
    'long-prompts',
    'router-overload',
    'decode-saturation',
    'event-loop-blocked',
  ] as const)('%s makes the first token late', (kind) => {
    expect(worse(kind, slowest)).toBeGreaterThan(1.5);
  });

  it('cache-cold lowers the hit rate', () => {
    expect(worse('cache-cold', hitRate)).toBeLessThan(0.95);
  });

  it('kv-events-lost makes the router expect less than there is', () => {
    const expected = (simulation: Simulation): number => {
      const first = within(simulation).flatMap(({ attempts, deployment }) => {
        const blockSize = simulation.scenario.deployments[deployment]?.blockSize ?? NaN;
        return attempts.slice(0, 1).map((each) => [each.predictedBlocks * blockSize, each.cachedDeviceTokens] as const);
      });
      return (
        first.reduce((sum, [predicted]) => sum + predicted, 0) / first.reduce((sum, [, cached]) => sum + cached, 0)
      );
    };
    expect(worse('kv-events-lost', expected)).toBeLessThan(0.9);
  });

  it('bad-client is refused', () => {
    expect(worse('bad-client', ended('validation'))).toBeGreaterThan(10);
    expect(worse('bad-client', ended('not_found'))).toBeGreaterThan(10);
  });

  it('retry-storm makes clients leave', () => {
    expect(worse('retry-storm', ended('cancelled'))).toBeGreaterThan(2);
  });

  it('planner-blind leaves the planner without traffic', () => {
    const blind = run(incident('planner-blind'), 1500);
    expect(blind.planned[0]).toMatchObject({ observed: undefined, throughputDecision: 'no_traffic_data' });
  });

  it('kv-pool-leak leaves a worker no blocks', () => {
    const leaking = run(incident('kv-pool-leak'), 1750);
    const free = leaking.alive.map(({ slot, activeBlocks, totalBlocks }) => ({
      slot,
      free: 1 - activeBlocks / totalBlocks,
    }));
    expect(free.find(({ slot }) => slot === 2)?.free).toBeLessThan(0.25);
  });

  it('xid-gpu-lost takes its worker away until it is mended', () => {
    const lost = run(incident('xid-gpu-lost'), 1500);
    expect(lost.alive.some(({ slot }) => slot === 2)).toBe(false);
    expect(lost.gpus.get(2)?.[0]).toMatchObject({ lost: true, xidLast: 79 });
    lost.runUntil(1900);
    expect(lost.gpus.get(2)?.[0]).toMatchObject({ lost: false });
  });

  it('of a wrong time or strength is refused by name', () => {
    const plan = { kind: 'power-cap', startSeconds: 10, endSeconds: 5, strength: 0.5 } as const;
    expect(() => new Simulation({ ...scenarioNamed('busy'), faults: [plan] })).toThrow('Fault power-cap');
  });
});

describe('scenarios', () => {
  it('are found by name, fleets by size', () => {
    expect(
      scenarioNamed('fleet-20')
        .deployments.flatMap(({ pools }) => pools)
        .reduce((sum, { replicas }) => sum + replicas, 0)
    ).toBe(20);
    expect(faultKinds.map((kind) => scenarioNamed(`incident-${kind}`).faults[0]?.kind)).toEqual(faultKinds);
    expect(() => scenarioNamed('quiet')).toThrow('There is no scenario "quiet". There are: busy, healthy-day');
  });

  it.each([1, 2, 3, 4, 10])('a fleet of %i serves its models', (workers) => {
    const simulation = run(scenarioNamed(`fleet-${workers}`), 200);
    expect(served(simulation).length).toBeGreaterThan(20);
    expect(simulation.alive).toHaveLength(workers);
  });
});
