import type { Panel } from '@dynamo-observability/dashboards';
import { VizPanel } from '@grafana/scenes';

import type { EvidenceSite } from '../evidence/site.ts';

/** A site of these panels, which draws them as empty charts. */
export const siteOf = (panels: readonly Panel[]): EvidenceSite => ({
  dashboards: [],
  dataSources: {},
  panelNamed: (id) => panels.find((panel) => panel.id === id),
  draw: ({ title }) => new VizPanel({ pluginId: 'timeseries', title }),
  requestHref: (traceId) => `/a/app/requests/${traceId}`,
});
