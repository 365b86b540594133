import {
  describe,
  panelNumber,
  printForPanel,
  printLegend,
  type Dashboard,
  type GridPos,
  type Panel,
  type PanelQuery,
} from '@dynamo-observability/dashboards';
import type { FieldConfigSource } from '@grafana/schema';

import { metricsSource } from './data-source.ts';
import type { ExportedPanel, ExportedTarget } from './exported.ts';
import { pageUrl } from './page-link.ts';

/** Without it Grafana takes the panel for an old one and rewrites its options. */
const writtenFor = '12.3.0';

function targetJson(query: PanelQuery): ExportedTarget {
  const instant = query.instant === true;
  return {
    refId: query.refId,
    datasource: metricsSource,
    editorMode: 'code',
    expr: printForPanel(query.expr),
    legendFormat: printLegend(query.legend),
    format: query.format ?? 'time_series',
    instant,
    range: !instant,
  };
}

/** Links belong to a value, so they stand in the field configuration; without links it is the very object of the panel. */
function fieldConfigJson(panel: Panel, from: Dashboard, site: readonly Dashboard[]): FieldConfigSource {
  if (panel.links.length === 0) {
    return panel.fieldConfig;
  }
  const links = panel.links.map((link) => ({
    title: link.title,
    url: pageUrl(
      link,
      from,
      site.find((d) => d.uid === link.dashboard)
    ),
  }));
  const { defaults, overrides } = panel.fieldConfig;
  return { defaults: { ...defaults, links: [...(defaults.links ?? []), ...links] }, overrides };
}

/** A panel of the classic model. Its options are the very object that the app gives to its panel. */
export function panelJson(panel: Panel, gridPos: GridPos, from: Dashboard, site: readonly Dashboard[]): ExportedPanel {
  return {
    id: panelNumber(panel.id),
    type: panel.kind,
    title: panel.title,
    description: describe(panel),
    datasource: metricsSource,
    gridPos: { h: gridPos.h, w: gridPos.w, x: gridPos.x, y: gridPos.y },
    fieldConfig: fieldConfigJson(panel, from, site),
    options: panel.options,
    targets: panel.queries.map(targetJson),
    transformations: [...panel.transformations],
    ...(panel.interval === undefined ? {} : { interval: panel.interval }),
    maxDataPoints: panel.maxDataPoints,
    pluginVersion: writtenFor,
  };
}
