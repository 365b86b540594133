import type { MetricStore } from '@dynamo-observability/telemetry-store';

import { loadCapture } from './capture.ts';
import type { MetricsToLoad } from './messages.ts';
import { requireSimulated, type SimulatedStores } from './simulated-stores.ts';

/** Reads a capture, or simulates a scenario. */
export async function loadMetrics(what: MetricsToLoad, simulated: SimulatedStores | undefined): Promise<MetricStore> {
  return 'scenario' in what ? requireSimulated(simulated, what.scenario).metrics(what.scenario) : loadCapture(what);
}
