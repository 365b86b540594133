import { dashboards, metricsOfPanel, type Dashboard, type Panel, type Placed } from '@dynamo-observability/dashboards';

import type { Shown } from '../stories/story-files.ts';

/** What is on the stage: a panel of a page with its size, or the app at one of its addresses. */
export type Subject =
  | { readonly kind: 'panel'; readonly dashboard: Dashboard; readonly placed: Placed }
  | { readonly kind: 'page'; readonly dashboard: Dashboard }
  | { readonly kind: 'drawer'; readonly dashboard: Dashboard; readonly panel: Panel }
  | { readonly kind: 'request' };

/** @throws RangeError when there is no such dashboard, or it has no such panel. */
export function subjectOf(shown: Shown): Subject {
  if (shown.kind === 'request') {
    return { kind: 'request' };
  }
  const dashboard = dashboards.find(({ uid }) => uid === shown.dashboard);
  if (dashboard === undefined) {
    throw new RangeError(`There is no dashboard "${shown.dashboard}"; reload Storybook`);
  }
  if (shown.kind === 'page') {
    return { kind: 'page', dashboard };
  }
  const placed = placedOn(dashboard).find(({ panel }) => panel.id === shown.panel);
  if (placed === undefined) {
    throw new RangeError(`The dashboard "${dashboard.uid}" has no panel "${shown.panel}"; reload Storybook`);
  }
  return shown.kind === 'panel'
    ? { kind: 'panel', dashboard, placed }
    : { kind: 'drawer', dashboard, panel: placed.panel };
}

const placedOn = ({ rows }: Dashboard): readonly Placed[] => rows.flatMap(({ panels }) => panels);

/** The panels whose families a state may leave out. */
export function panelsOf(subject: Subject): readonly Panel[] {
  switch (subject.kind) {
    case 'panel':
      return [subject.placed.panel];
    case 'page':
    case 'drawer':
      return placedOn(subject.dashboard).map(({ panel }) => panel);
    case 'request':
      return dashboards.flatMap((dashboard) => placedOn(dashboard).map(({ panel }) => panel));
  }
}

/** Whether values of GPUs are among what is shown. */
export const readsGpus = (subject: Subject): boolean =>
  subject.kind !== 'request' &&
  panelsOf(subject).some((panel) => metricsOfPanel(panel).some(({ process }) => [process].flat().includes('dcgm')));
