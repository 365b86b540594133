import {
  allExporters,
  scrapeInto,
  Simulation,
  type Exporter,
  type RequestRecord,
  type Scenario,
  type ScrapeTarget,
} from '@dynamo-observability/simulator';
import { MetricStore } from '@dynamo-observability/telemetry-store';

import type { Observation, Source } from './observations.ts';
import { Observations } from './observations.ts';
import { SeenStates, type Join, type Reading, type TargetReadings } from './states.ts';
import { StoryRecord } from './story-record.ts';

/** What is read of the world, and not of a page, at the very moment at which a target is scraped. */
export type Read = (run: Simulation, target: ScrapeTarget) => readonly Reading[];

/** A simulated installation, what Prometheus has scraped of it, and what truly happened. */
export interface SimulatedRun {
  readonly scenario: Scenario;
  readonly simulation: Simulation;
  readonly store: MetricStore;
  /** Seconds between scrapes. */
  readonly interval: number;
  readonly targets: readonly ScrapeTarget[];
  /** What the ledger has no room for. */
  readonly story: StoryRecord;
  /** Events counted by some processes, grouped as `by` says; see Observations. */
  observed(all: readonly Observation[], by: readonly string[], series: readonly string[] | 'always'): Observations;
  /** The states that were read under this name; see `states`. */
  states(name: string, by: readonly string[], join: Join): SeenStates;
  /** The same, scrape by scrape. */
  readings(name: string): readonly TargetReadings[];
  frontend(request: RequestRecord): Source;
  worker(index: number): Source;
}

/**
 * Runs a scenario with all its pages, and reads the world's states beside each scrape.
 * @param states what to read, by a name for `SimulatedRun.states`
 * @param without jobs that are not scraped, such as a collector that an installation lacks
 */
export function simulate(
  scenario: Scenario,
  interval: number,
  states: { readonly [name: string]: Read },
  without: (target: ScrapeTarget) => boolean = () => false
): SimulatedRun {
  const simulation = new Simulation(scenario);
  const exporters = allExporters(simulation);
  const story = new StoryRecord();
  [...exporters, story].forEach((observer) => simulation.watch(observer));
  const readings = new Map<string, Map<ScrapeTarget, Scrapes>>();
  const store = new MetricStore();
  const watched = exporters.map((exporter) => reading(exporter, simulation, states, readings, without));
  scrapeInto(store, simulation, watched, { intervalSeconds: interval, untilSeconds: scenario.durationSeconds });
  const targets = watched.flatMap((exporter) => [...exporter.targets]);
  const life = ({ startedAt, endedAt }: { startedAt: number; endedAt: number | undefined }, name: string): Source => ({
    name,
    from: startedAt,
    to: endedAt ?? Infinity,
  });
  return {
    scenario,
    simulation,
    store,
    interval,
    targets,
    story,
    observed: (all, by, series) => new Observations(all, by, interval, series),
    states: (name, by, join) => new SeenStates(ended(readings.get(name) ?? new Map(), interval), by, join),
    readings: (name) => ended(readings.get(name) ?? new Map(), interval),
    frontend: ({ frontend }) => ({ name: `frontend-${frontend}`, from: 0, to: Infinity }),
    worker: (index) => {
      const worker = simulation.workers[index];
      if (worker === undefined) {
        throw new RangeError(`There is no worker ${index} in ${scenario.name}.`);
      }
      return life(worker, `${worker.name}/${index}`);
    },
  };
}

interface Scrapes {
  readonly scrapes: Array<{ readonly at: number; readonly readings: readonly Reading[] }>;
}

/** The exporter, but with a look at the world at each of its scrapes. */
function reading(
  exporter: Exporter,
  simulation: Simulation,
  states: { readonly [name: string]: Read },
  into: Map<string, Map<ScrapeTarget, Scrapes>>,
  without: (target: ScrapeTarget) => boolean
): Exporter {
  return {
    get targets() {
      return exporter.targets.filter((target) => !without(target));
    },
    refresh: (target, at) => {
      exporter.refresh(target, at);
      for (const [name, read] of Object.entries(states)) {
        const readings = read(simulation, target);
        const byTarget = into.get(name) ?? new Map<ScrapeTarget, Scrapes>();
        into.set(name, byTarget);
        const known = byTarget.get(target) ?? { scrapes: [] };
        byTarget.set(target, known);
        known.scrapes.push({ at, readings });
      }
    },
  };
}

/** A target that is gone shows nothing from the scrape on that does not find it. */
function ended(byTarget: ReadonlyMap<ScrapeTarget, Scrapes>, interval: number): TargetReadings[] {
  return [...byTarget].map(([{ endedAt }, { scrapes }]) => ({
    scrapes: endedAt === undefined ? scrapes : [...scrapes, { at: (scrapes.at(-1)?.at ?? 0) + interval, readings: [] }],
  }));
}
