import { parseDuration } from '../prometheus/duration.ts';

/** Loki refuses more points than this for a series. */
const MAX_POINTS = 11_000;

interface StepInputs {
  /** As the query says it; empty when not set. */
  readonly step: string;
  readonly resolution: number;
  /** What the panel computed from its width. */
  readonly intervalMs: number;
  readonly rangeMs: number;
}

/** The step of a range query in whole milliseconds, as Grafana computes it. @throws RangeError when `step` is no duration. */
export function stepOf({ step, resolution, intervalMs, rangeMs }: StepInputs): number {
  return step === ''
    ? Math.ceil(Math.max(intervalMs * resolution, rangeMs / MAX_POINTS))
    : parseDuration(step) * resolution;
}
