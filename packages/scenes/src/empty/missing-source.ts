import { sourcesOf, type Panel, type Source } from '@dynamo-observability/dashboards';
import { getDataSourceSrv } from '@grafana/runtime';

/** Whether this Grafana has a data source of a kind; as the variable of the page looks for it. */
export const hasSource = (pluginId: Source): boolean => getDataSourceSrv().getList({ pluginId }).length > 0;

/** The first kind of data source that a panel asks and this Grafana does not have. */
export const missingSource = (panel: Panel): Source | undefined =>
  sourcesOf(panel).find((source) => !hasSource(source));
