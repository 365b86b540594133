import type { FieldConfigSource, Panel as GrafanaPanel } from '@grafana/schema';

import { describe } from '../describe.ts';
import type { GridPos } from '../layout.ts';
import type { Panel } from '../model.ts';
import { panelNumber } from '../panel-number.ts';
import { dataSourceOf } from './data-source.ts';
import { fieldConfigWithLinks, type Page } from './page-url.ts';
import { targetOf, type Target } from './target.ts';

/** A panel of the classic model, with what we always write made certain. */
export interface ExportedPanel extends Omit<GrafanaPanel, 'targets' | 'gridPos' | 'id' | 'fieldConfig'> {
  id: number;
  gridPos: { h: number; w: number; x: number; y: number };
  fieldConfig: FieldConfigSource;
  targets: Target[];
}

/** Without it Grafana takes the panel for an old one and rewrites its options. */
const writtenFor = '12.3.0';

/** Where Grafana has a dashboard. */
export const dashboardPath = (uid: string): string => `/d/${encodeURIComponent(uid)}`;

/** Grafana shows the text for an empty panel everywhere but here: these have no such option, and of an empty table the headings stay. */
const silentWhenEmpty: ReadonlySet<Panel['kind']> = new Set(['heatmap', 'logs', 'traces', 'table']);

function descriptionOf(panel: Panel): string {
  const described = describe(panel);
  return silentWhenEmpty.has(panel.kind) ? `${described}\n\nWhen empty: ${panel.absence}` : described;
}

/** A panel of the classic model. Its options are the very object that the app gives to its panel. */
export function panelJson(panel: Panel, gridPos: GridPos, page: Page): ExportedPanel {
  const datasource = dataSourceOf(panel);
  return {
    id: panelNumber(panel.id),
    type: panel.kind,
    title: panel.title,
    description: descriptionOf(panel),
    ...(datasource === undefined ? {} : { datasource }),
    gridPos: { h: gridPos.h, w: gridPos.w, x: gridPos.x, y: gridPos.y },
    fieldConfig: fieldConfigWithLinks(panel, page),
    options: panel.options,
    targets: panel.queries.map(targetOf),
    transformations: [...panel.transformations],
    ...(panel.interval === undefined ? {} : { interval: panel.interval }),
    maxDataPoints: panel.maxDataPoints,
    pluginVersion: writtenFor,
  };
}
