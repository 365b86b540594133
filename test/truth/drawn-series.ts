import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { metricsQueries, printForPanel, type MetricsQuery, type Panel } from '@dynamo-observability/dashboards';
import { MetricStore } from '@dynamo-observability/telemetry-store';

const scrapes = new URL('../fixtures/captures/long/scrapes.jsonl.gz', import.meta.url);

/** The metrics of the long capture. */
export const capturedMetrics = (): MetricStore => MetricStore.fromScrapes(gunzipSync(readFileSync(scrapes)).toString());

/** As Grafana sends it with every variable at All. */
const asSent = ({ expr }: MetricsQuery): string =>
  printForPanel(expr)
    .replaceAll('$__rate_interval', '60s')
    .replaceAll('$__range', '600s')
    .replaceAll('$quantile', '0.99')
    .replace(/\$\{\w+:pipe\}|\$[a-z]\w*/g, '.*');

/** The series that a panel draws over the whole run. */
export function drawn(metrics: MetricStore, panel: Panel) {
  const { startMs, endMs } = metrics.timeRange() ?? { startMs: 0, endMs: 0 };
  return metricsQueries(panel).flatMap(
    (query) => metrics.queryRange(asSent(query), { startMs, endMs, stepMs: 15_000 }).result
  );
}
