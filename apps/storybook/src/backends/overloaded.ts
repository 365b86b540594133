import { ApiError, type Backends, type PrometheusBackend } from '@dynamo-observability/grafana-host';

/** What Prometheus says when a query passes --query.max-samples, and Loki and Tempo under load. */
export const overloadedReasons = {
  prometheus: 'query processing would load too many samples into memory in query execution',
  loki: 'too many outstanding requests',
  tempo: 'context deadline exceeded',
} as const;

const refuse = (error: Error) => (): Promise<never> => Promise.reject(error);
const refuseQuery = refuse(new Error(overloadedReasons.prometheus));

/** A Prometheus that still knows its labels, which are cheap, but refuses every query. */
const overloadedPrometheus = (inner: PrometheusBackend): PrometheusBackend => ({
  queryRange: refuseQuery,
  query: refuseQuery,
  labelValues: (request) => inner.labelValues(request),
  series: (request) => inner.series(request),
});

/** Everything is there, and too busy to answer. */
export const overloaded = ({ prometheus }: Backends): Backends => ({
  prometheus: overloadedPrometheus(prometheus),
  loki: { get: refuse(new ApiError(429, overloadedReasons.loki)) },
  tempo: { get: refuse(new ApiError(500, overloadedReasons.tempo)) },
});
