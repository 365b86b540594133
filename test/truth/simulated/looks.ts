import { scenarioNamed, type Scenario } from '@dynamo-observability/simulator';

import type { Look } from './panel-answer.ts';
import { simulate, type SimulatedRun } from './simulated-run.ts';
import { readersOf, type Judged } from './truths.ts';

/** A scenario, how often it is scraped, and how it is looked at. */
export interface Case {
  readonly name: string;
  readonly scenario: Scenario;
  readonly interval: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly judged: Judged;
}

const busy = scenarioNamed('busy');
const crash = scenarioNamed('incident-worker-crash-loop');
const night: Scenario = {
  ...busy,
  name: 'night',
  faults: [],
  frontends: 3,
  deployments: busy.deployments.map((each) => ({
    ...each,
    traffic: { ...each.traffic, requestsPerSecond: 0.02, burstShare: 0 },
  })),
};

/** Busy and idle, fast and slow scrapes, short and long steps, one to three frontends, workers that come and go. */
export const cases: readonly Case[] = [
  {
    name: 'busy, scraped every 15 s',
    scenario: busy,
    interval: 15,
    from: 600,
    to: 1800,
    step: 60,
    judged: 'all pages',
  },
  {
    name: 'busy, scraped every 5 s',
    scenario: busy,
    interval: 5,
    from: 900,
    to: 1500,
    step: 15,
    judged: 'the service',
  },
  {
    name: 'below one request a second, three frontends',
    scenario: night,
    interval: 15,
    from: 600,
    to: 1800,
    step: 120,
    judged: 'the service',
  },
  {
    name: 'a worker that crashes again and again',
    scenario: crash,
    interval: 30,
    from: 900,
    to: 2100,
    step: 120,
    judged: 'the service',
  },
];

/** An installation without a collector that makes metrics of spans: what is judged are Dynamo's own histograms. */
export const runOf = ({ scenario, interval, judged }: Case): SimulatedRun =>
  simulate(scenario, interval, readersOf(judged), ({ labels }) => (labels['job'] ?? '').includes('collector'));

export const lookOf = ({ scenario, from, to, step, interval }: Case): Look => ({
  startMs: scenario.startMs,
  from,
  to,
  step,
  interval,
  variables: { quantile: '0.99', horizon: '60s' },
});
