import type { Dashboard, PathOf } from '@dynamo-observability/dashboards';
import { DashboardCursorSync } from '@grafana/data';
import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import { familyProbe } from '../empty/family-probe.ts';
import { withTexts } from '../language/dashboard-texts.ts';
import { translate } from '../language/translate.ts';
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
}

/** No faster than a scrape brings something new. */
const refreshIntervals = ['30s', '1m', '5m', '15m'];

/** A dashboard as the scene of a page, in the user's language. It has its own time range: pages do not inherit one. */
export function createDashboardScene(dashboard: Dashboard, options: DashboardSceneOptions): EmbeddedScene {
  const { site = [dashboard], pathOf, timeRange = dashboard, dataSources = {} } = options;
  const shown = withTexts(dashboard, translate);
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: timeRange.from, to: timeRange.to }),
    $variables: new SceneVariableSet({ variables: shown.variables.map((v) => sceneVariable(v, dataSources)) }),
    $behaviors: [
      new behaviors.CursorSync({ key: 'cursor-sync', sync: DashboardCursorSync.Crosshair }),
      // Counts running queries for the image renderer, and lets the refresh button cancel them.
      new behaviors.SceneQueryController(),
      familyProbe(dashboard),
    ],
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: '', intervals: refreshIntervals }),
    ],
    body: grid({ dashboard: shown, site, pathOf }),
  });
}
