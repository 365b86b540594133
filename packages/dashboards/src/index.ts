export { describe, metricsOfPanel } from './describe.ts';
export { dashboards, dynamo } from './dashboards.ts';
export { metricsSource } from './grafana/data-source.ts';
export { fieldConfigWithLinks, type Page, type PathOf } from './grafana/page-url.ts';
export { targetOf, type Target } from './grafana/target.ts';
export { allValue, everything, naturalAscending, optionsText, variableQuery } from './grafana/variable.ts';
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
