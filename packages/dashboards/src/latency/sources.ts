import { frontend, spanLatency, type Histogram } from '@dynamo-observability/signals';

/** One latency of requests from two sources: Dynamo's own histogram, and the one that a Collector makes from spans. */
export interface LatencySources {
  readonly dynamo: Histogram<'model', 'seconds'>;
  readonly spans: Histogram<'model' | 'service_name', 'seconds'>;
}

export const firstToken: LatencySources = {
  dynamo: frontend.timeToFirstToken,
  spans: spanLatency.timeToFirstToken,
};

/** Not the same from both: Dynamo counts every gap between tokens, a span only the mean of its request. */
export const tokenGap: LatencySources = {
  dynamo: frontend.interTokenLatency,
  spans: spanLatency.interTokenLatency,
};

export const duration: LatencySources = {
  dynamo: frontend.requestDuration,
  spans: spanLatency.requestDuration,
};
