import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { dashboards, metricsOfPanel, type Panel } from '@dynamo-observability/dashboards';
import { processes } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';

import { root } from '../run/command.ts';

/** A panel of a dashboard, with what begins the addresses of its stories. */
export interface PanelStories {
  /** Of the dashboard and of the panel. */
  readonly name: string;
  readonly uid: string;
  readonly panel: Panel;
  readonly id: string;
}

export const panelStories: readonly PanelStories[] = dashboards.flatMap(({ uid, title, rows }) =>
  rows.flatMap(({ panels }) =>
    panels.map(({ panel }) => ({ panel, uid, name: `${title}, ${panel.title}`, id: `${uid}-panel-${panel.id}` }))
  )
);

export const pageStories = dashboards.map(({ uid, title }) => ({ name: title, id: `${uid}-page` }));

/** A drawer for each signal that leads to requests. */
export const drawerStories = [
  ...new Set(panelStories.flatMap(({ panel }) => (panel.explain === undefined ? [] : [panel.explain.signal]))),
].map((signal) => ({ name: signal, id: `drawer-${signal}` }));

/** The first panel of each kind that asks anything, for what need not be looked at in all of them. */
export const oneOfEachKind: readonly PanelStories[] = [
  ...new Map(
    panelStories
      .filter(({ panel }) => panel.queries.length > 0)
      .reverse()
      .map((stories) => [stories.panel.kind, stories])
  ).values(),
];

const probes: ReadonlySet<string> = new Set(Object.values(processes).map(({ probe }) => probe));

/** On each dashboard two panels of which every family is switched on by a flag, and tells nothing of whether its process is scraped. */
export const switchedOn: readonly PanelStories[] = dashboards.flatMap(({ uid }) =>
  panelStories.filter((stories) => stories.uid === uid && needsFlag(stories.panel)).slice(0, 2)
);

function needsFlag(panel: Panel): boolean {
  const metrics = metricsOfPanel(panel);
  return metrics.length > 0 && metrics.every(({ flag, name }) => flag !== undefined && !probes.has(name));
}

const capture = join(root, 'test/fixtures/captures/long/scrapes.jsonl.gz');

/** Names of all series of the captured run. */
export const capturedNames = (): ReadonlySet<string> =>
  new Set(MetricStore.fromScrapes(gunzipSync(readFileSync(capture)).toString()).labelValues('__name__'));

/** Whether the captured run has every family that a panel reads. */
export const isCaptured = (panel: Panel, names: ReadonlySet<string>): boolean =>
  metricsOfPanel(panel).every(({ name, type }) => names.has(type === 'histogram' ? `${name}_count` : name));
