import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { sceneGraph, VizPanel, type SceneObject } from '@grafana/scenes';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { createDashboardScene } from './dashboard-scene.ts';
import { createPanelScene } from './panel-scene.ts';

const prometheus = new FakePrometheus();
beforeAll(() => startWith(prometheus));
beforeEach(() => prometheus.reset());

const inFlight = sum(value(worker.inflightRequests));
const dashboard = dashboardOf([
  panelOf([], { id: 'other', title: 'Other' }),
  panelOf([inFlight], { id: 'wanted', title: 'Wanted' }),
]);
const options = { pathOf: (uid: string) => `/d/${uid}`, timeRange: { from: 'now-6h', to: 'now' } };

const panels = (scene: SceneObject): VizPanel[] => sceneGraph.findDescendents(scene, VizPanel);

describe('createPanelScene', () => {
  it('is the panel of the page, alone', () => {
    const alone = panels(createPanelScene(dashboard, 'wanted', options));
    const [, onPage] = panels(createDashboardScene(dashboard, options));
    const { key, title, description, pluginId, options: look, fieldConfig } = onPage?.state ?? {};
    expect(alone.map(({ state }) => state)).toEqual([
      expect.objectContaining({ key, title, description, pluginId, options: look, fieldConfig }),
    ]);
  });

  it('has the range and the variables of the page, and no controls', () => {
    const { $timeRange, $variables, controls } = createPanelScene(dashboard, 'wanted', options).state;
    expect($timeRange?.state).toMatchObject({ from: 'now-6h', to: 'now' });
    expect($variables?.state.variables.map(({ state }) => state.name)).toEqual(['prometheus_datasource']);
    expect(controls).toBeUndefined();
  });

  it('asks its own queries and no others, and says why it is empty', async () => {
    const scene = createPanelScene(dashboard, 'wanted', options);
    const off = activateTree(scene);
    const [panel] = panels(scene);
    await eventually(() => expect(panel?.state.fieldConfig.defaults.noValue).toMatch(/^Not scraped: Dynamo workers/));
    expect(prometheus.asked).toEqual([
      'group by (__name__) ({__name__=~"dynamo_component_inflight_requests"})',
      expect.stringMatching(/^sum \(dynamo_component_inflight_requests/),
    ]);
    off();
  });

  it('needs a panel that the dashboard has', () => {
    expect(() => createPanelScene(dashboard, 'nothing', options)).toThrow('"small" has no panel "nothing"');
  });
});
