import type { TimeSpan } from './backend.ts';
import { parseDuration } from './duration.ts';

/** Prometheus refuses more points than this for a series. */
const MAX_POINTS = 11_000;
const DEFAULT_POINTS = 1500;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Below the limit, the step is rounded to the second number; both in milliseconds. Grafana's own table. */
const roundings: ReadonlyArray<readonly [below: number, to: number]> = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, SECOND],
  [3500, 2 * SECOND],
  [7500, 5 * SECOND],
  [12_500, 10 * SECOND],
  [17_500, 15 * SECOND],
  [25_000, 20 * SECOND],
  [45_000, 30 * SECOND],
  [90_000, MINUTE],
  [210_000, 2 * MINUTE],
  [450_000, 5 * MINUTE],
  [750_000, 10 * MINUTE],
  [1_050_000, 15 * MINUTE],
  [1_500_000, 20 * MINUTE],
  [2_700_000, 30 * MINUTE],
  [5_400_000, HOUR],
  [9_000_000, 2 * HOUR],
  [16_200_000, 3 * HOUR],
  [32_400_000, 6 * HOUR],
  [DAY, 12 * HOUR],
  [7 * DAY, DAY],
  [28 * DAY, 7 * DAY],
  [365 * DAY, 30 * DAY],
];

const roundStep = (ms: number): number => roundings.find(([below]) => ms < below)?.[1] ?? 365 * DAY;

/** Grafana rounds this limit to the nearest step; on charts of many thousand points Prometheus then refuses the query. */
const roundStepUp = (ms: number): number => roundings.find(([, to]) => ms <= to)?.[1] ?? 365 * DAY;

export interface StepInputs {
  readonly span: TimeSpan;
  /** `min step` of the query: a duration, or one of Grafana's interval macros; empty when not set. */
  readonly minStep: string;
  /** Scrape interval of the data source, `15s` by default. */
  readonly scrapeInterval: string;
  /** What the panel computed from its width and its own min interval. */
  readonly requestIntervalMs: number;
  readonly maxDataPoints: number;
}

export interface Step {
  readonly stepMs: number;
  /** The value of `$__rate_interval`: at least four scrapes, so that two samples are always inside. */
  readonly rateIntervalMs: number;
}

const isRateMacro = (text: string): boolean => /^\$(?:__rate_interval|\{__rate_interval\})$/.test(text);
const isIntervalMacro = (text: string): boolean =>
  /^\$(?:__(?:rate_)?interval(?:_ms)?|\{__(?:rate_)?interval(?:_ms)?\})$/.test(text);

/**
 * Step and rate interval as Grafana's Prometheus data source computes them for a query.
 * @throws RangeError when a duration is not one.
 */
export function stepOf(inputs: StepInputs): Step {
  const { span, minStep, scrapeInterval, requestIntervalMs } = inputs;
  const rangeMs = span.endMs - span.startMs;
  const rough = rangeMs / (inputs.maxDataPoints > 0 ? inputs.maxDataPoints : DEFAULT_POINTS);
  const least = smallestStep(inputs);
  const stepMs = Math.max(rough < least ? least : roundStep(rough), roundStepUp(rangeMs / MAX_POINTS));
  const scrapeMs = parseDuration(scrapeInterval);
  if (isRateMacro(minStep)) {
    const rateIntervalMs = rateInterval(stepMs, scrapeMs);
    return { stepMs: rateIntervalMs, rateIntervalMs };
  }
  const requested = minStep === '' ? scrapeMs : isIntervalMacro(minStep) ? stepMs : parseDuration(minStep);
  return { stepMs, rateIntervalMs: rateInterval(requestIntervalMs, requested) };
}

function smallestStep({ minStep, scrapeInterval, requestIntervalMs }: StepInputs): number {
  if (minStep !== '' && !isIntervalMacro(minStep)) {
    return parseDuration(minStep);
  }
  return requestIntervalMs > 0 ? requestIntervalMs : parseDuration(scrapeInterval);
}

const rateInterval = (intervalMs: number, scrapeMs: number): number => Math.max(intervalMs + scrapeMs, 4 * scrapeMs);

/**
 * Start and end rounded down to a multiple of the step, so that a refresh asks for the same points again.
 * `offsetMs` is the time zone's, so that steps of a day begin at midnight.
 */
export function alignToStep(span: TimeSpan, stepMs: number, offsetMs = 0): TimeSpan {
  const align = (ms: number): number => Math.floor((ms + offsetMs) / stepMs) * stepMs - offsetMs;
  return { startMs: align(span.startMs), endMs: align(span.endMs) };
}
