import type { Dashboard, PathOf } from '@dynamo-observability/dashboards';
import { DashboardCursorSync } from '@grafana/data';
import { behaviors, EmbeddedScene, SceneTimeRange, SceneVariableSet, VariableValueSelectors } from '@grafana/scenes';

import { annotationLayers } from '../annotations/annotation-layers.ts';
import { compareControl } from '../comparison/compare-control.tsx';
import { familyProbe } from '../empty/family-probe.ts';
import { EvidenceHost } from '../evidence/evidence-host.tsx';
import type { EvidenceSite } from '../evidence/site.ts';
import { FiltersControl } from '../filters/filters-control.tsx';
import { pageFilters } from '../filters/page-filters.ts';
import { withTexts } from '../language/dashboard-texts.ts';
import { translate } from '../language/translate.ts';
import { DashboardBody } from '../page/dashboard-body.tsx';
import { TimeControls } from '../page/time-controls.tsx';
import { RequestSamples } from '../samples/request-samples.ts';
import { keyboardShortcuts } from '../shortcuts/keyboard-shortcuts.ts';
import { sceneVariable, type ChosenDataSources } from '../variables/variables.ts';
import { grid } from './grid.ts';

export interface DashboardSceneOptions {
  /** All dashboards that links may lead to; at least this one. */
  readonly site?: readonly Dashboard[];
  /** Where the page of a dashboard is, for links. */
  readonly pathOf: PathOf;
  /** In place of the dashboard's own, as the time picker writes it: `now-6h`, or an ISO time. */
  readonly timeRange?: { readonly from: string; readonly to: string };
  readonly dataSources?: ChosenDataSources;
  /** What the drawer behind a point needs; without it points lead nowhere. */
  readonly evidence?: EvidenceSite;
  /** Where the page of a request is, given an encoded trace id; without it tables of requests lead nowhere. */
  readonly requestPath?: (traceId: string) => string;
}

/** A dashboard as the scene of a page, in the user's language. It has its own time range: pages do not inherit one. */
export function createDashboardScene(dashboard: Dashboard, options: DashboardSceneOptions): EmbeddedScene {
  const { site = [dashboard], pathOf, timeRange = dashboard, dataSources = {}, evidence, requestPath } = options;
  const shown = withTexts(dashboard, translate);
  const probe = familyProbe(dashboard);
  const page = {
    dashboard: shown,
    site,
    pathOf,
    hasDrawer: evidence !== undefined,
    ...(requestPath === undefined ? {} : { requestPath }),
  };
  const filters = pageFilters(shown);
  const compare = compareControl();
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: timeRange.from, to: timeRange.to }),
    $variables: new SceneVariableSet({ variables: shown.variables.map((v) => sceneVariable(v, dataSources)) }),
    $data: annotationLayers(shown),
    $behaviors: [
      new behaviors.CursorSync({ key: 'cursor-sync', sync: DashboardCursorSync.Crosshair }),
      // Counts running queries for the image renderer, and lets the refresh button cancel them.
      new behaviors.SceneQueryController(),
      ...(probe === undefined ? [] : [probe]),
      ...(evidence === undefined ? [] : [new RequestSamples(evidence)]),
      keyboardShortcuts,
      compare,
    ],
    controls: [
      new VariableValueSelectors({}),
      ...(filters === undefined ? [] : [new FiltersControl({ filters: filters.getRef() })]),
      new TimeControls(compare),
      ...(evidence === undefined ? [] : [new EvidenceHost(evidence)]),
    ],
    body: new DashboardBody({
      grid: grid(page),
      page,
      ...(filters === undefined ? {} : { $variables: new SceneVariableSet({ variables: [filters] }) }),
    }),
  });
}
