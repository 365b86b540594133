import { dashboards, describe as describePanel, panelNumber } from '@dynamo-observability/dashboards';
import { dashboardJson } from '@dynamo-observability/provisioning';
import { value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { LoadingState } from '@grafana/data';
import {
  AdHocFiltersVariable,
  SceneDataTransformer,
  sceneGraph,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';
import { beforeEach, describe, expect, it } from 'vitest';

import { isPanel } from '../panel/is-panel.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { createDashboardScene } from './dashboard-scene.ts';

const prometheus = new FakePrometheus();
// Scenes are made while tests are collected, and look for data sources.
await startWith(prometheus);
beforeEach(() => prometheus.reset());

const pathOf = (uid: string): string => `/d/${uid}`;

describe.each(dashboards)('$title draws what the exported JSON says', (dashboard) => {
  const scene = createDashboardScene(dashboard, { pathOf, site: dashboards });
  const items = sceneGraph.findDescendents(scene, SceneGridItem);
  const json = dashboardJson(dashboard, dashboards).panels;
  const exported = json.flatMap((panel) => ('targets' in panel ? [panel] : panel.panels));
  const pairs = exported.map((panel, i) => ({ title: panel.title, panel, item: items[i] }));

  it('has as many panels', () => expect(items).toHaveLength(exported.length));

  it.each(pairs)('$title', ({ panel, item }) => {
    const viz = item?.state.body;
    if (!(viz instanceof VizPanel)) {
      throw new Error('not a panel');
    }
    const { x, y, width, height } = item?.state ?? {};
    expect({ x, y, w: width, h: height }).toEqual(panel.gridPos);
    // What an empty panel means stands in the description of the JSON where Grafana has no other place; the app finds out and says so.
    const description = panel.description?.replace(/\n\nWhen empty: [^]*$/, '');
    expect(viz.state).toMatchObject({ pluginId: panel.type, title: panel.title, description });
    expect(viz.getLegacyPanelId()).toBe(panel.id);
    expect(viz.state.options).toBe(panel.options);
    expect(viz.state.fieldConfig).toEqual(panel.fieldConfig);
  });

  it.each(pairs)('$title, its queries', ({ panel, item }) => {
    const [runner] = sceneGraph.findDescendents(item ?? scene, SceneQueryRunner);
    expect(runner?.state.queries).toEqual(
      panel.targets.map((target) => ({
        ...('range' in target ? { exemplar: false } : {}),
        ...target,
        ...(panel.type === 'timeseries' ? {} : { timeRangeCompare: false }),
      }))
    );
    expect(runner?.state.datasource).toEqual(panel.datasource);
    expect(runner?.state.maxDataPoints).toBe(panel.maxDataPoints);
    expect(runner?.state.minInterval).toBe(panel.interval);
  });

  it('has the same rows, open and closed, and asks only for what is in view', () => {
    const rows = sceneGraph.findDescendents(scene, SceneGridRow);
    expect(rows.map(({ state: { title, y, isCollapsed } }) => ({ title, y, isCollapsed }))).toEqual(
      json.flatMap((p) => ('targets' in p ? [] : [{ title: p.title, y: p.gridPos.y, isCollapsed: p.collapsed }]))
    );
    expect(sceneGraph.findDescendents(scene, SceneGridLayout).map(({ state }) => state.isLazy)).toEqual([true]);
  });

  it('has the same variables', () => {
    const filters = sceneGraph.findDescendents(scene, AdHocFiltersVariable);
    const variables = [...(scene.state.$variables?.state.variables ?? []), ...filters].map(({ state }) => state);
    const wanted = dashboardJson(dashboard, dashboards).templating.list;
    expect(variables.map(({ name, label, type }) => ({ name, label, type }))).toEqual(
      wanted.map(({ name, label, type }) => ({ name, label, type }))
    );
    variables.forEach((state, i) => {
      const { query, regex, sort, refresh, allValue, multi, includeAll, hide } = Object(wanted[i]) as Record<
        string,
        unknown
      >;
      if (state.type === 'query') {
        expect(state).toMatchObject({ query, regex, sort, refresh, isMulti: multi, includeAll });
        const shown = Object(state) as Record<string, unknown>;
        expect({ allValue: shown['allValue'], hide: shown['hide'] }).toEqual({ allValue, hide });
      }
      if (state.type === 'custom') {
        expect(state).toMatchObject({ query, isMulti: multi });
      }
    });
  });
});

describe('a panel', () => {
  const running = value(worker.inflightRequests);
  const transform = { id: 'merge', options: {} };
  const links = [{ title: 'There', dashboard: 'other', variables: { model: '${__field.labels.model:percentencode}' } }];
  const panels = [
    panelOf([running], { id: 'plain' }),
    panelOf([running], { id: 'merged', transformations: [transform] }),
    panelOf([running], { id: 'linked', links }),
    panelOf([], { id: 'words', kind: 'text' }),
  ];
  const scene = createDashboardScene(dashboardOf(panels), { pathOf });
  const panel = (id: string): VizPanel => {
    const found = sceneGraph.findByKey(scene, `panel-${panelNumber(id)}`);
    if (!isPanel(found)) {
      throw new Error(`no panel ${id}`);
    }
    return found;
  };

  it('says behind its "i" what the dashboards say', () => {
    const [all] = dashboards.flatMap(({ rows }) => rows);
    for (const { panel } of all?.panels ?? []) {
      const [viz] = sceneGraph.findDescendents(createDashboardScene(dashboardOf([panel]), { pathOf }), VizPanel);
      expect(viz?.state.description).toBe(describePanel(panel));
    }
  });

  it('keeps its own transformations, before those of the app', () => {
    expect(panel('merged').state.$data?.state).toHaveProperty('transformations.0', transform);
  });

  it('of text asks nothing', () => expect(panel('words').state.$data).toBeUndefined());

  it('links to the page of a dashboard, wherever that is', () => {
    expect(panel('linked').state.fieldConfig.defaults.links).toEqual([
      { title: 'There', url: '/d/other?var-model=${__field.labels.model:percentencode}&${__url_time_range}' },
    ]);
    expect(panel('plain').state.fieldConfig.defaults.links).toBeUndefined();
  });

  it('hands on the same frames in a new array, or links of exemplars would be lost (grafana-practice.md C2)', async () => {
    const off = activateTree(scene);
    const data = panel('plain').state.$data;
    const source = data instanceof SceneDataTransformer ? data.state.$data : undefined;
    await eventually(() => expect(data?.state.data?.state).toBe(LoadingState.Done));
    expect(data?.state.data?.series).toEqual(source?.state.data?.series);
    expect(data?.state.data?.series).not.toBe(source?.state.data?.series);
    off();
  });
});

describe('a page', () => {
  it('has its own time range: that of the dashboard, or the one that it is given', () => {
    const rangeOf = (scene: ReturnType<typeof createDashboardScene>) => {
      const { from, to } = sceneGraph.getTimeRange(scene).state;
      return { from, to };
    };
    const dashboard = dashboardOf([], { from: 'now-3h' });
    expect(rangeOf(createDashboardScene(dashboard, { pathOf }))).toEqual({ from: 'now-3h', to: 'now' });
    const timeRange = { from: '2026-01-01T00:00:00Z', to: '2026-01-01T01:00:00Z' };
    expect(rangeOf(createDashboardScene(dashboard, { pathOf, timeRange }))).toEqual(timeRange);
  });

  it('asks once which series exist, however many panels there are', async () => {
    const off = activateTree(createDashboardScene(dashboards[0] ?? dashboardOf([]), { pathOf }));
    await eventually(() => expect(prometheus.asked.length).toBeGreaterThan(40));
    expect(prometheus.asked.filter((expr) => expr.includes('__name__'))).toHaveLength(1);
    off();
  });
});
