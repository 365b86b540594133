import { dashboards } from '@dynamo-observability/dashboards';
import type { TimeSpan } from '@dynamo-observability/grafana-host';
import { pageSlug, printPoint } from '@dynamo-observability/scenes';

import type { State } from '../stories/states.ts';
import type { Subject } from './subject.ts';

export const BASE_PATH = '/a/dynamo-observability-app';

/** The request of the captured run that waited longest for its first token. */
export const slowestRequest = '537196eeebf33cec6a87980439720280';
const nobodysRequest = '00000000000000000000000000000001';

/** How far into the shown range a point lies: in the captured run just behind its burst. */
const WITHIN = 0.43;

/** The page of a dashboard. */
export const pathOf = (uid: string): string => `${BASE_PATH}/${pageSlug(uid, dashboards)}`;

/** Where the app opens for a story. Before any traffic there is no request, so there that of an id that nobody has. */
export function addressOf(subject: Subject, state: State, { startMs, endMs }: TimeSpan): string {
  if (subject.kind === 'request') {
    return `${BASE_PATH}/requests/${state === 'no-traffic' ? nobodysRequest : slowestRequest}`;
  }
  const page = pathOf(subject.dashboard.uid);
  if (subject.kind !== 'drawer') {
    return page;
  }
  const timeMs = Math.round(startMs + WITHIN * (endMs - startMs));
  const point = printPoint({ panel: subject.panel.id, timeMs, labels: {} });
  return `${page}?${new URLSearchParams({ point }).toString()}`;
}
