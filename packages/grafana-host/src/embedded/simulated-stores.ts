import type { LogStore, MetricStore, TraceStore } from '@dynamo-observability/telemetry-store';

/** How the telemetry of a scenario is made, by its name. This package has no simulator: an app that has one hands it in. */
export interface SimulatedStores {
  metrics(scenario: string): MetricStore;
  logs(scenario: string, way: 'stderr' | 'otlp'): LogStore;
  traces(scenario: string): TraceStore;
}

/** @throws Error where the app brought no simulator */
export function requireSimulated(simulated: SimulatedStores | undefined, scenario: string): SimulatedStores {
  if (simulated === undefined) {
    throw new Error(`The scenario ${scenario} cannot be simulated here: start the worker with serveStores(simulated).`);
  }
  return simulated;
}
