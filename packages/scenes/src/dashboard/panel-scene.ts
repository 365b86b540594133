import type { Dashboard } from '@dynamo-observability/dashboards';
import { sceneGraph, VizPanel, type EmbeddedScene } from '@grafana/scenes';

import { createDashboardScene, type DashboardSceneOptions } from './dashboard-scene.ts';

/**
 * One panel of a dashboard as a scene of its own, with the variables and the time range of its page but without their controls
 * and without marks, which could not be switched off.
 * It is the very panel that the page would show, so what is true of one is true of the other.
 * @throws RangeError when the dashboard has no such panel.
 */
export function createPanelScene(dashboard: Dashboard, panelId: string, options: DashboardSceneOptions): EmbeddedScene {
  const scene = createDashboardScene(withPanelOnly(dashboard, panelId), { site: [dashboard], ...options });
  const [panel] = sceneGraph.findDescendents(scene, VizPanel);
  if (panel === undefined) {
    throw new RangeError(`The dashboard "${dashboard.uid}" has no panel "${panelId}"`);
  }
  panel.clearParent();
  scene.setState({ controls: undefined, $data: undefined, body: panel });
  return scene;
}

function withPanelOnly(dashboard: Dashboard, panelId: string): Dashboard {
  const rows = dashboard.rows.map((row) => ({
    ...row,
    panels: row.panels.filter(({ panel }) => panel.id === panelId),
  }));
  return { ...dashboard, rows: rows.filter(({ panels }) => panels.length > 0) };
}
