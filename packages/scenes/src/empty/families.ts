import { metricsOfPanel, type Dashboard } from '@dynamo-observability/dashboards';
import { metricNamed, processes, type Metric, type Process, type ProcessId } from '@dynamo-observability/signals';

/** The name under which a family is looked for. Of a histogram the counts, which are far fewer series than its buckets. */
export const seriesName = (metric: Metric): string =>
  metric.type === 'histogram' ? `${metric.name}_count` : metric.name;

/** The processes that expose a family. */
export const exposers = (metric: Metric): readonly Process[] =>
  (typeof metric.process === 'string' ? [metric.process] : metric.process).map((id: ProcessId) => processes[id]);

/** The name under which the probe of a process is looked for. */
export const probeSeries = ({ probe }: Process): string => {
  const metric = metricNamed(probe);
  return metric === undefined ? probe : seriesName(metric);
};

/**
 * The series whose existence says why panels of a dashboard are empty: of every family that they read, and the probe of every
 * process that exposes one. Each once, in a fixed order.
 */
export function seriesToProbe(dashboard: Dashboard): readonly string[] {
  const metrics = dashboard.rows.flatMap((row) => row.panels.flatMap(({ panel }) => metricsOfPanel(panel)));
  const probes = metrics.flatMap(exposers).map(probeSeries);
  return [...new Set([...metrics.map(seriesName), ...probes])].sort();
}
