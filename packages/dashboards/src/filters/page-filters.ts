import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { metricsOfPanel } from '../describe.ts';
import type { Dashboard } from '../model.ts';

/** The filters on labels that a reader of a page adds: an ad hoc variable of Grafana, which narrows every query of metrics. */
export const pageFilters = {
  name: 'filters',
  label: 'Filters',
  description: 'Any label of the metrics on this page. A panel whose metrics lack the label is then empty.',
} as const;

/**
 * The labels that can be filtered by: those of the metrics of a page, and those that a scraper adds. None for a page that reads no
 * metrics. Without `le`, which would tear histograms apart.
 */
export function filterLabels(dashboard: Dashboard, names: TargetLabelNames = defaultTargetLabels): readonly string[] {
  const metrics = dashboard.rows.flatMap(({ panels }) => panels.flatMap(({ panel }) => metricsOfPanel(panel)));
  const labels = [...metrics.flatMap((metric) => metric.labels), ...(metrics.length > 0 ? Object.values(names) : [])];
  return [...new Set(labels)].filter((label) => label !== 'le').sort();
}
