import {
  describe,
  fieldConfigWithLinks,
  metricsSource,
  panelNumber,
  targetOf,
  type Dashboard,
  type GridPos,
  type Panel,
} from '@dynamo-observability/dashboards';

import type { ExportedPanel } from './exported.ts';

/** Without it Grafana takes the panel for an old one and rewrites its options. */
const writtenFor = '12.3.0';

/** Where Grafana has a dashboard. */
const pathOf = (uid: string): string => `/d/${encodeURIComponent(uid)}`;

/** A panel of the classic model. Its options are the very object that the app gives to its panel. */
export function panelJson(panel: Panel, gridPos: GridPos, from: Dashboard, site: readonly Dashboard[]): ExportedPanel {
  return {
    id: panelNumber(panel.id),
    type: panel.kind,
    title: panel.title,
    description: describe(panel),
    datasource: metricsSource,
    gridPos: { h: gridPos.h, w: gridPos.w, x: gridPos.x, y: gridPos.y },
    fieldConfig: fieldConfigWithLinks(panel, { dashboard: from, site, pathOf }),
    options: panel.options,
    targets: panel.queries.map(targetOf),
    transformations: [...panel.transformations],
    ...(panel.interval === undefined ? {} : { interval: panel.interval }),
    maxDataPoints: panel.maxDataPoints,
    pluginVersion: writtenFor,
  };
}
