import { linesOfTrace } from '@dynamo-observability/dashboards';
import { traceIdInLogs } from '@dynamo-observability/signals';
import { SceneCSSGridLayout, sceneGraph, type SceneObject } from '@grafana/scenes';

import { ask } from '../evidence/ask.ts';
import { usableSourceFor } from '../evidence/data-sources.ts';
import { LocalTimeRange } from '../evidence/local-time-range.ts';
import { logPanel } from '../evidence/log-panel.ts';
import type { Moment } from '../evidence/moment.ts';
import { rangeOf } from '../evidence/range-of.ts';
import type { EvidenceSite } from '../evidence/site.ts';
import { dynamoStreams } from '../evidence/streams.ts';
import { workersIn, workersQuery } from '../evidence/workers.ts';
import { text } from '../language/translate.ts';
import { fixedVariables } from '../variables/fixed-variables.ts';

/**
 * Every log line of a trace, from all processes; undefined where there is no Loki, or none with lines of Dynamo.
 * @param moment when it ran; undefined where no trace tells, then the range of the page.
 */
export async function linesOf(
  from: SceneObject,
  site: EvidenceSite,
  traceId: string,
  moment: Moment | undefined
): Promise<SceneObject | undefined> {
  const loki = await usableSourceFor('loki', from, site.dataSources);
  const range = moment === undefined ? sceneGraph.getTimeRange(from).state.value : rangeOf(moment);
  const streams = loki === undefined ? undefined : await dynamoStreams(loki, range).catch(() => undefined);
  if (loki === undefined || streams === undefined) {
    return undefined;
  }
  const panel = logPanel(text('request.logs'), linesOfTrace(streams, traceIdInLogs(traceId)), streams, loki);
  if (moment !== undefined) {
    panel.setState({ $timeRange: new LocalTimeRange(moment) });
  }
  return panel;
}

/** What tells whether a worker was the cause. */
const panelsOfWorkers = ['kv-use', 'worker-itl', 'engine-queue', 'in-flight'];

/** Metrics of some workers around a moment; undefined where Prometheus does not know them. */
export async function workersAround(
  from: SceneObject,
  site: EvidenceSite,
  decimals: readonly string[],
  moment: Moment
): Promise<SceneObject | undefined> {
  const prometheus = await usableSourceFor('prometheus', from, site.dataSources);
  if (prometheus === undefined || decimals.length === 0) {
    return undefined;
  }
  const query = { refId: 'W', expr: workersQuery(), instant: true, range: false };
  const known = workersIn(await ask(prometheus, query, rangeOf(moment)).catch(() => []));
  const instances = known.filter(({ decimal }) => decimals.includes(decimal)).map(({ instance }) => instance);
  if (instances.length === 0) {
    return undefined;
  }
  const panels = panelsOfWorkers.map(site.panelNamed).filter((found) => found !== undefined);
  return new SceneCSSGridLayout({
    templateColumns: 'repeat(auto-fit, minmax(340px, 1fr))',
    autoRows: '240px',
    $timeRange: new LocalTimeRange(moment),
    $variables: fixedVariables(site.dashboards, { worker: instances }),
    children: panels.map(site.draw),
  });
}
