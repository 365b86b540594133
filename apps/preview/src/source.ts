import type { Backends, TimeSpan } from '@dynamo-observability/grafana-host';

import type { ReplayClock } from './replay/replay-clock.ts';
import type { ShownCapture, ShownPrometheus, ShownScenario } from './shown/shown.ts';

/** A run that lies in the past: captured, or simulated. */
export interface CaptureSource {
  readonly shown: ShownCapture | ShownScenario;
  readonly backends: Backends;
  /** Times of the first and the last sample. */
  readonly span: TimeSpan;
  readonly clock: ReplayClock;
}

export interface LiveSource {
  readonly shown: ShownPrometheus;
  readonly backends: Backends;
}

/** Where the page's numbers come from. */
export type Source = CaptureSource | LiveSource;

export const isCapture = (source: Source): source is CaptureSource => 'clock' in source;
