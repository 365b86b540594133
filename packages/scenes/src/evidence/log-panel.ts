import { readable } from '@dynamo-observability/dashboards';
import { logql, type LogExpr } from '@dynamo-observability/query';
import type { DataSourceApi } from '@grafana/data';
import { SceneQueryRunner, VizPanel } from '@grafana/scenes';

const linesAtMost = 500;

/** Options of Grafana's logs panel: a click on a line opens its labels, with links. */
const options = {
  showTime: true,
  wrapLogMessage: true,
  sortOrder: 'Ascending',
  enableLogDetails: true,
  dedupStrategy: 'none',
  prettifyLogMessage: false,
  showLabels: false,
  showCommonLabels: false,
};

/**
 * The lines of an expression as sentences, in order of time: what happened first stands first.
 * @param streams where the lines come from.
 */
export const logPanel = (
  title: string,
  lines: LogExpr,
  streams: readonly logql.StreamMatcher[],
  { uid }: DataSourceApi
): VizPanel =>
  new VizPanel({
    pluginId: 'logs',
    title,
    options,
    $data: new SceneQueryRunner({
      datasource: { type: 'loki', uid },
      queries: [
        { refId: 'A', expr: logql.print(readable(lines, streams).node), queryType: 'range', maxLines: linesAtMost },
      ],
    }),
  });
