import type { LogLine } from './logs/index.ts';
import { logLines } from './logs/index.ts';
import type { Exporter } from './metrics/exporter.ts';
import { frontendExporter, type FrontendOptions } from './metrics/frontend/index.ts';
import { workersAndInfrastructure } from './metrics/infrastructure.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { Observer } from './story/observer.ts';
import { Simulation } from './story/simulation.ts';
import type { World } from './story/world.ts';
import { traces, type OtlpTraceExport } from './traces/index.ts';

/** The pages of metrics of every process of an installation. They must watch its story from the beginning. */
export const allExporters = (world: World, options?: FrontendOptions): ReadonlyArray<Exporter & Observer> => [
  frontendExporter(world, options),
  ...workersAndInfrastructure(world),
];

/** Hands over every log line of a scenario, in the order in which they reach a log store. */
export function simulateLogs(scenario: Scenario, take: (line: LogLine) => void): void {
  const simulation = new Simulation(scenario);
  const lines = logLines(simulation, take);
  simulation.watch(lines);
  simulation.runUntil(scenario.durationSeconds);
  lines.finish(scenario.durationSeconds);
}

/** Hands over the spans of every request of a scenario that ended, an export request each. */
export function simulateTraces(scenario: Scenario, take: (request: OtlpTraceExport) => void): void {
  const simulation = new Simulation(scenario);
  simulation.watch(traces(simulation, take));
  simulation.runUntil(scenario.durationSeconds);
}
