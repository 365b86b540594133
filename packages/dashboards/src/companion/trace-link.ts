import { dashboardPath } from '../grafana/panel-json.ts';
import type { PanelFieldConfig } from '../model.ts';
import { requestUid } from './uids.ts';

/** Choices that the page of one request takes along. */
const kept = ['prometheus_datasource', 'tempo_datasource', 'loki_datasource', 'cluster', 'namespace', 'deployment'];

/** The URL of one request, in a cell that holds its trace id. Time is kept, so logs and metrics are of the same moment. */
const url = [
  `${dashboardPath(requestUid)}?var-trace_id=\${__value.raw:percentencode}`,
  ...kept.map((name) => `\${${name}:queryparam}`),
  '${__url_time_range}',
].join('&');

/** Trace ids under this heading open the page of their request. */
export const traceLink = (heading: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: heading },
  properties: [{ id: 'links', value: [{ title: 'Open this request', url }] }],
});
