import { linkedSources, withRequestLinks } from '../evidence/request-links.ts';
import type { GridPos } from '../layout.ts';
import type { Dashboard, Panel } from '../model.ts';
import type { Page } from './page-url.ts';
import { dashboardPath, panelJson, type ExportedPanel } from './panel-json.ts';

/** A dashboard as a page of Grafana's own, with the data sources that its links need. */
export function exportedPage(dashboard: Dashboard, site: readonly Dashboard[]): Page {
  const variables = [...dashboard.variables, ...linkedSources(dashboard, site)];
  return { dashboard: { ...dashboard, variables }, site, pathOf: dashboardPath };
}

/** A panel as it stands in the exported dashboard: with its links to the requests behind a value, which the app does not need. */
export function linkedPanelJson(panel: Panel, gridPos: GridPos, page: Page): ExportedPanel {
  const json = panelJson(panel, gridPos, page);
  return { ...json, fieldConfig: withRequestLinks(panel, json.fieldConfig, page) };
}
