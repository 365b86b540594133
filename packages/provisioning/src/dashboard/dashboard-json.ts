import {
  annotationJson,
  annotationsOf,
  exportedPage,
  layout,
  linkedPanelJson,
  linkedSources,
  panelNumber,
  type Dashboard,
  type ExportedPanel,
  type LaidOutRow,
  type Page,
} from '@dynamo-observability/dashboards';

import type { ExportedDashboard, ExportedRow } from './exported.ts';
import { filtersJson, hiddenVariableJson, variableJson } from './variable-json.ts';

/** Of Grafana 12.3: the last one of the classic model. */
const schemaVersion = 42;

/** What people have written on the dashboard itself. */
const notes = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

/** A drop-down of the sister dashboards that keeps time range and variables. */
const sisters = (tags: readonly string[]) => ({
  type: 'dashboards' as const,
  title: 'Dynamo dashboards',
  tags: [...tags],
  asDropdown: true,
  icon: 'external link',
  includeVars: true,
  keepTime: true,
  targetBlank: false,
  tooltip: '',
  url: '',
});

/** A row's title line, then its panels: inside it when it is collapsed, behind it when it is open. */
function rowJson(row: LaidOutRow, page: Page): (ExportedPanel | ExportedRow)[] {
  const { collapsed, id, title } = row.row;
  const panels = row.panels.map(({ panel, gridPos }) => linkedPanelJson(panel, gridPos, page));
  const { h, w, x, y } = row.gridPos;
  const line = { id: panelNumber(id), type: 'row' as const, title, collapsed, gridPos: { h, w, x, y } };
  return collapsed ? [{ ...line, panels }] : [{ ...line, panels: [] }, ...panels];
}

/**
 * A dashboard as Grafana's classic JSON model (toolchain.md 5). Pure: the same definition always gives the same text. Panel ids
 * come from slugs, so they stay when panels move.
 * @param site all dashboards, so that links know which variables their target has.
 */
export function dashboardJson(dashboard: Dashboard, site: readonly Dashboard[] = [dashboard]): ExportedDashboard {
  const forLinks = linkedSources(dashboard, site);
  const page = exportedPage(dashboard, site);
  return {
    id: null,
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: [...dashboard.tags],
    schemaVersion,
    editable: false,
    graphTooltip: 1,
    time: { from: dashboard.from, to: dashboard.to },
    timezone: 'browser',
    refresh: '',
    links: [sisters(dashboard.tags)],
    annotations: { list: [notes, ...annotationsOf(dashboard).map((one) => annotationJson(one, dashboard))] },
    templating: {
      list: [...dashboard.variables.map(variableJson), ...filtersJson(dashboard), ...forLinks.map(hiddenVariableJson)],
    },
    panels: layout(dashboard).flatMap((row) => rowJson(row, page)),
  };
}
