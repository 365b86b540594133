import type {
  InstantRequest,
  InstantResult,
  Labels,
  LabelValuesRequest,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
  TimeSpan,
} from '@dynamo-observability/grafana-host';

import type { ReplayClock } from './replay-clock.ts';

/** Asks another backend for the time of the capture that is shown now, and dates its answers back. */
export class ReplayBackend implements PrometheusBackend {
  constructor(
    private readonly capture: PrometheusBackend,
    private readonly clock: ReplayClock
  ) {}

  async queryRange(request: RangeRequest, signal?: AbortSignal): Promise<readonly RangeSeries[]> {
    const offset = this.clock.offsetMs();
    const series = await this.capture.queryRange(shifted(request, offset), signal);
    return series.map((s) => ({ ...s, times: s.times.map((time) => time + offset) }));
  }

  async query(request: InstantRequest, signal?: AbortSignal): Promise<InstantResult> {
    const offset = this.clock.offsetMs();
    const result = await this.capture.query({ ...request, timeMs: request.timeMs - offset }, signal);
    return result.type === 'vector'
      ? { ...result, samples: result.samples.map((s) => ({ ...s, timeMs: s.timeMs + offset })) }
      : { ...result, timeMs: result.timeMs + offset };
  }

  labelValues(request: LabelValuesRequest): Promise<readonly string[]> {
    return this.capture.labelValues(shifted(request, this.clock.offsetMs()));
  }

  series(request: SeriesRequest): Promise<readonly Labels[]> {
    return this.capture.series(shifted(request, this.clock.offsetMs()));
  }
}

const shifted = <T extends TimeSpan>(request: T, offset: number): T => ({
  ...request,
  startMs: request.startMs - offset,
  endMs: request.endMs - offset,
});
