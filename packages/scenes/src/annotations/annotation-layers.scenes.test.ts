import { annotations, dynamo } from '@dynamo-observability/dashboards';
import { dashboardJson } from '@dynamo-observability/provisioning';
import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { getDataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { dataLayers, sceneGraph, VizPanel, type EmbeddedScene } from '@grafana/scenes';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { openPage } from '../testing/open-page.tsx';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
let sources: ReturnType<typeof getDataSourceSrv>;
beforeAll(async () => {
  await startWith(prometheus);
  sources = getDataSourceSrv();
});
beforeEach(() => prometheus.reset());

let close = (): void => undefined;
afterEach(() => {
  close();
  setDataSourceSrv(sources);
});

const layersOf = (scene: EmbeddedScene) => sceneGraph.findDescendents(scene, dataLayers.AnnotationsDataLayer);
const chart = panelOf([sum(value(worker.inflightRequests))]);
const isMigration = (expr: string): boolean => expr.includes('dynamo_frontend_model_migration_total');

function open(): EmbeddedScene {
  const scene = createDashboardScene(dashboardOf([chart]), { pathOf: (uid) => uid });
  ({ close } = openPage(scene));
  return scene;
}

/** What the chart has to mark. */
const marks = (scene: EmbeddedScene): readonly unknown[] => {
  const [viz] = sceneGraph.findDescendents(scene, VizPanel);
  const frames = viz === undefined ? [] : (sceneGraph.getData(viz).state.data?.annotations ?? []);
  return frames.flatMap(({ fields }) =>
    fields.filter(({ name }) => name === 'title').flatMap((f): unknown[] => f.values)
  );
};

describe('marks derived from metrics', () => {
  it('are the ones that the exported JSON has', () => {
    const scene = createDashboardScene(dynamo, { pathOf: (uid) => uid });
    const exported = dashboardJson(dynamo).annotations?.list?.slice(1);
    expect(exported).toHaveLength(annotations.length);
    expect(layersOf(scene).map(({ state }) => state.query)).toEqual(exported);
  });

  it('are filtered by the variables that the page has, and by no others', () => {
    const [starts] = layersOf(createDashboardScene(dynamo, { pathOf: (uid) => uid }));
    expect(JSON.stringify(starts?.state.query.target)).toContain('$cluster');
    const bare = layersOf(createDashboardScene(dashboardOf([chart]), { pathOf: (uid) => uid }));
    expect(JSON.stringify(bare.map(({ state }) => state.query.target))).not.toMatch(/\$(cluster|namespace|model|\{)/);
  });

  it('come with the data of a chart, and go when they are switched off', async () => {
    prometheus.answer = (expr) => (isMigration(expr) ? [1] : expr.includes('uptime') ? [] : [7]);
    const scene = open();
    await eventually(() => expect(marks(scene)).toEqual(['Requests moved to another worker']));
    layersOf(scene).at(-1)?.setState({ isEnabled: false });
    await eventually(() => expect(marks(scene)).toEqual([]));
  });

  it('are there for no page without a metrics source', () => {
    setDataSourceSrv({ ...sources, getList: () => [] });
    expect(layersOf(createDashboardScene(dashboardOf([chart]), { pathOf: (uid) => uid }))).toEqual([]);
    setDataSourceSrv(sources);
    expect(layersOf(createDashboardScene(dashboardOf([chart], { variables: [] }), { pathOf: (uid) => uid }))).toEqual(
      []
    );
  });
});
