export type { Annotation } from './annotations/annotation.ts';
export { annotations } from './annotations/annotations.ts';
export { annotationsOf, printForPage } from './annotations/page-annotations.ts';
export { describe, metricsOfPanel, metricsQueries } from './describe.ts';
export { companions } from './companions.ts';
export { dashboards, dynamo } from './dashboards.ts';
export { filterLabels, pageFilters } from './filters/page-filters.ts';
export { annotationJson, type AnnotationJson } from './grafana/annotation-json.ts';
export { dataSourceOf, metricsSource, sources, sourcesOf, type DataSourceRef } from './grafana/data-source.ts';
export { fieldConfigWithLinks, type Page, type PathOf } from './grafana/page-url.ts';
export { exportedPage, linkedPanelJson } from './grafana/linked-panel-json.ts';
export { panelJson, type ExportedPanel } from './grafana/panel-json.ts';
export {
  queryText,
  targetOf,
  type LogsTarget,
  type MetricsTarget,
  type Target,
  type TracesTarget,
} from './grafana/target.ts';
export {
  allValue,
  everything,
  naturalAscending,
  optionsText,
  variableDefinition,
  variableQuery,
} from './grafana/variable.ts';
export { gridWidth, layout, type GridPos, type LaidOutPanel, type LaidOutRow } from './layout.ts';
export { readable } from './logs/lines.ts';
export { defaultLogStreams, logVariable, streamsFound, type LogStreams } from './logs/streams.ts';
export type {
  CustomVariable,
  Dashboard,
  DataSourceVariable,
  LogsQuery,
  LogsVariable,
  MetricsQuery,
  MetricsVariable,
  PageLink,
  Panel,
  PanelFieldConfig,
  PanelKind,
  PanelQuery,
  Placed,
  QueryVariable,
  Row,
  Source,
  TextVariable,
  TracesQuery,
  Variable,
} from './model.ts';
export { panelNumber } from './panel-number.ts';
export { printForPanel, printLegend } from './print-panel.ts';
export { dashboardScope } from './scope.ts';
export { requestsBehind, type EvidenceSignal, type Explain, type Narrowing } from './evidence/explain.ts';
export { companionLink, hasTime } from './evidence/companion-links.ts';
export { exploreQueries } from './evidence/explore-link.ts';
export { linkedSources } from './evidence/request-links.ts';
export { completedLines } from './evidence/completed-lines.ts';
export { linesOfTrace, linesOfWorkers, troubleLines, type WorkerInLogs } from './evidence/moment-lines.ts';
export { requestTraces, type WantedRequests } from './evidence/request-traces.ts';
