import type { Histogram } from '@dynamo-observability/signals';
import { frontend } from '@dynamo-observability/signals';

/** A service level objective: what is measured, how good is good enough, how often, over how long. */
export interface Objective {
  readonly id: string;
  readonly title: string;
  /** Where the figure comes from. */
  readonly source: string;
  /** Share of requests (or tokens) that must be good. */
  readonly target: number;
  readonly windowDays: number;
}

/** A latency objective: an observation is good when it is not above the threshold. */
export interface LatencyObjective extends Objective {
  readonly metric: Histogram;
  /** In the unit of the metric: seconds. */
  readonly threshold: number;
}

const mlperf = 'MLPerf Inference, Llama3.1-8B Server, p99 (metric-science.md C13)';

/** Time to first token: 99 % of requests within 2 s. */
export const ttft = {
  id: 'ttft',
  title: 'Time to first token',
  source: mlperf,
  metric: frontend.timeToFirstToken,
  threshold: 2,
  target: 0.99,
  windowDays: 30,
} as const satisfies LatencyObjective;

/** Inter-token latency: 99 % of tokens within 100 ms. */
export const itl = {
  id: 'itl',
  title: 'Inter-token latency',
  source: mlperf,
  metric: frontend.interTokenLatency,
  threshold: 0.1,
  target: 0.99,
  windowDays: 30,
} as const satisfies LatencyObjective;

/** Availability: 99.9 % of the requests that the service is answerable for succeed. */
export const availability = {
  id: 'availability',
  title: 'Availability',
  source: 'llm-d operations (metric-science.md C13)',
  target: 0.999,
  windowDays: 30,
} as const satisfies Objective;
