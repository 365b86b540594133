import type { PrometheusBackend, TimeSpan } from '@dynamo-observability/grafana-host';

import type { ReplayClock } from './replay/replay-clock.ts';
import type { ShownCapture, ShownPrometheus } from './shown/shown.ts';

export interface CaptureSource {
  readonly shown: ShownCapture;
  readonly backend: PrometheusBackend;
  /** Times of the first and the last sample. */
  readonly span: TimeSpan;
  readonly clock: ReplayClock;
}

export interface LiveSource {
  readonly shown: ShownPrometheus;
  readonly backend: PrometheusBackend;
}

/** Where the page's numbers come from. */
export type Source = CaptureSource | LiveSource;

export const isCapture = (source: Source): source is CaptureSource => 'clock' in source;
