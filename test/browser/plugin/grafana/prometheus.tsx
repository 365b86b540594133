import type { PrometheusBackend } from '@dynamo-observability/grafana-host';

const scraped = ['dynamo_frontend_disconnected_clients', 'dynamo_frontend_active_requests'];

/** A Prometheus that scrapes a frontend with 7 active requests, and nothing else. */
export const prometheus: PrometheusBackend = {
  queryRange: async ({ expr, startMs, endMs }) =>
    expr.includes('dynamo_frontend_active_requests') ? [{ labels: {}, times: [startMs, endMs], values: [7, 7] }] : [],
  query: async ({ expr, timeMs }) => ({
    type: 'vector',
    samples: expr.includes('__name__') ? scraped.map((name) => ({ labels: { __name__: name }, timeMs, value: 1 })) : [],
  }),
  labelValues: async () => [],
  series: async () => [],
};
