import { linesOfWorkers, troubleLines, type Explain, type Panel } from '@dynamo-observability/dashboards';
import type { DataSourceApi } from '@grafana/data';
import { SceneCSSGridLayout, SceneFlexItem, SceneFlexLayout, type SceneObject } from '@grafana/scenes';

import { text } from '../language/translate.ts';
import { fixedVariables } from '../variables/fixed-variables.ts';
import type { Evidence } from './find-evidence.ts';
import { LocalTimeRange } from './local-time-range.ts';
import { logPanel } from './log-panel.ts';
import type { Moment } from './moment.ts';
import { rangeOf } from './range-of.ts';
import type { EvidenceSite } from './site.ts';
import { dynamoStreams } from './streams.ts';
import { workerByDecimal, type KnownWorker } from './workers.ts';

interface Around {
  readonly panel: Panel;
  readonly explain: Explain;
  readonly moment: Moment;
  readonly evidence: Evidence;
  readonly loki: DataSourceApi | undefined;
  readonly site: EvidenceSite;
}

/** Enough to see what came before and after. */
const marginMs = 5 * 60_000;

/** Requests whose workers are looked at where the point itself names none. */
const topRequests = 3;

/** Log lines of the workers at a moment, and the panels that may show its cause, the clicked one first. */
export async function momentScene(around: Around): Promise<SceneFlexLayout> {
  const lines = await linesAt(around);
  const { panel, explain, moment, site } = around;
  const neighbours = explain.neighbours.map(site.panelNamed).filter((found) => found !== undefined);
  const charts = new SceneCSSGridLayout({
    templateColumns: 'repeat(auto-fit, minmax(340px, 1fr))',
    autoRows: '220px',
    $timeRange: new LocalTimeRange({ fromMs: moment.toMs - marginMs, toMs: moment.toMs + marginMs }),
    $variables: fixedVariables(site.dashboards, chosenIn(site, around.evidence)),
    children: [panel, ...neighbours].map((shown) => site.draw(shown)),
  });
  return new SceneFlexLayout({
    direction: 'column',
    children: [
      ...(lines === undefined ? [] : [new SceneFlexItem({ height: 320, body: lines })]),
      new SceneFlexItem({ body: charts, ySizing: 'content' }),
    ],
  });
}

/** The model of the point, where it names one. */
const chosenIn = (_: EvidenceSite, { scope }: Evidence): { readonly [name: string]: readonly string[] } =>
  scope.models.length === 0 ? {} : { model: scope.models };

async function linesAt({ moment, evidence, loki }: Around): Promise<SceneObject | undefined> {
  if (loki === undefined) {
    return undefined;
  }
  const workers = workersIn(evidence);
  const streams = await dynamoStreams(loki, rangeOf(moment)).catch(() => undefined);
  if (streams === undefined) {
    return undefined;
  }
  const lines = workers.length > 0 ? linesOfWorkers(streams, workers) : troubleLines(streams);
  const panel = logPanel(text('evidence.lines'), lines, streams, loki);
  panel.setState({ $timeRange: new LocalTimeRange(moment) });
  return panel;
}

/** The workers of the point; where it names none, those of the requests that contribute most. */
function workersIn({ scope, requests }: Evidence): readonly KnownWorker[] {
  if (scope.workers !== undefined) {
    return scope.workers;
  }
  const ids = requests.slice(0, topRequests).flatMap(({ request }) => [request.prefillWorker, request.decodeWorker]);
  return [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (workerByDecimal(id, []) ?? [])));
}
