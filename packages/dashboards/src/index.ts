export { describe, metricsOfPanel } from './describe.ts';
export { dashboards, dynamo } from './dashboards.ts';
export { gridWidth, layout, type GridPos, type LaidOutPanel, type LaidOutRow } from './layout.ts';
export type {
  CustomVariable,
  Dashboard,
  DataSourceVariable,
  PageLink,
  Panel,
  PanelFieldConfig,
  PanelKind,
  PanelQuery,
  Placed,
  QueryVariable,
  Row,
  Variable,
} from './model.ts';
export { panelNumber } from './panel-number.ts';
export { printForPanel, printLegend } from './print-panel.ts';
export { dashboardScope } from './scope.ts';
