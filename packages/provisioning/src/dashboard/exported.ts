import type { ExportedPanel } from '@dynamo-observability/dashboards';
import type { Dashboard as GrafanaDashboard, RowPanel as GrafanaRow, VariableModel } from '@grafana/schema';

export type { ExportedPanel };

/** The title line of a row. A collapsed row holds its panels; those of an open one follow it. */
export interface ExportedRow extends Omit<GrafanaRow, 'panels' | 'gridPos'> {
  gridPos: { h: number; w: number; x: number; y: number };
  panels: ExportedPanel[];
}

/** A variable; `definition` is what Grafana shows of a query in its list of variables. */
export type ExportedVariable = VariableModel & {
  definition?: string;
  /** Of an ad hoc variable: its filters, and the labels that it offers. */
  filters?: never[];
  defaultKeys?: { text: string; value: string }[];
};

/** A dashboard of the classic model, schema version 42: what Grafana 12.3 saves, and what 13 provisions too. */
export interface ExportedDashboard extends Omit<GrafanaDashboard, 'panels' | 'templating'> {
  uid: string;
  title: string;
  panels: (ExportedPanel | ExportedRow)[];
  templating: { list: ExportedVariable[] };
}

export const isRow = (panel: ExportedPanel | ExportedRow): panel is ExportedRow => panel.type === 'row';

/** Every panel that draws something, those of collapsed rows included. */
export function drawnPanels(json: ExportedDashboard): readonly ExportedPanel[] {
  return json.panels.flatMap((panel) => (isRow(panel) ? panel.panels : [panel]));
}
