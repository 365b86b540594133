import type { Scenario } from '../scenario/scenario.ts';
import type { Observer } from '../story/observer.ts';
import { Simulation } from '../story/simulation.ts';

/** Runs a whole scenario before one observer. For tests only. */
export function runWith(scenario: Scenario, observer: (simulation: Simulation) => Observer): Simulation {
  const simulation = new Simulation(scenario);
  simulation.watch(observer(simulation));
  simulation.runUntil(scenario.durationSeconds);
  return simulation;
}
