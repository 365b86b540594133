import type { Dashboard, Panel } from '@dynamo-observability/dashboards';
import { metricsOf } from '@dynamo-observability/query';
import { processes, type Metric, type Process, type ProcessId } from '@dynamo-observability/signals';

/** The name under which a family is looked for. Of a histogram the counts, which are far fewer series than its buckets. */
export const seriesName = (metric: Metric): string =>
  metric.type === 'histogram' ? `${metric.name}_count` : metric.name;

/** The processes that expose a family. */
export const exposers = (metric: Metric): readonly Process[] =>
  (typeof metric.process === 'string' ? [metric.process] : metric.process).map((id: ProcessId) => processes[id]);

const metricsOfPanel = (panel: Panel): readonly Metric[] =>
  panel.queries.flatMap((query) => metricsOf(query.expr.node));

/**
 * The series whose existence says why panels of a dashboard are empty: of every family that they read, and the probe of every
 * process that exposes one. Each once, in a fixed order.
 */
export function seriesToProbe(dashboard: Dashboard): readonly string[] {
  const metrics = dashboard.rows.flatMap((row) => row.panels.flatMap(({ panel }) => metricsOfPanel(panel)));
  const probes = metrics.flatMap(exposers).map((process) => process.probe);
  return [...new Set([...metrics.map(seriesName), ...probes])].sort();
}
