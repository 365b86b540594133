import { type Panel } from '@dynamo-observability/dashboards';
import { logql, traceql } from '@dynamo-observability/query';
import { getDataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { QueryVariable, sceneGraph, SceneQueryRunner, VizPanel } from '@grafana/scenes';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';

const prometheus = new FakePrometheus();
beforeAll(async () => {
  await startWith(prometheus);
  const sources = getDataSourceSrv();
  const getList: typeof sources.getList = (filters) =>
    filters?.pluginId === 'prometheus' ? sources.getList(filters) : [];
  setDataSourceSrv({ ...sources, getList });
});
beforeEach(() => prometheus.reset());

const stream = [{ label: 'service_name', op: '=~', value: { text: 'dynamo-.+' } }] as const;
const logs: Panel = {
  ...panelOf([]),
  queries: [{ source: 'loki', refId: 'A', expr: logql.logs(stream), legend: '' }],
};
const search = traceql.traces(traceql.is('name', 'http-request'));
const traces: Panel = {
  ...panelOf([]),
  queries: [{ source: 'tempo', refId: 'A', expr: search, legend: '', limit: 20, tableType: 'traces' }],
};

describe('where there is only Prometheus', () => {
  it.each([
    ['logs', logs, /^No Loki data source\. Add one/],
    ['traces', traces, /^No Tempo data source\. Add one/],
  ])('a panel of %s says so, and how to mend it, and asks nobody else', async (_, panel, words) => {
    const scene = createDashboardScene(dashboardOf([panel]), { pathOf: (uid) => uid });
    const off = activateTree(scene);
    const [viz] = sceneGraph.findDescendents(scene, VizPanel);
    await eventually(() => expect(viz?.state.fieldConfig.defaults.noValue).toMatch(words));
    expect(sceneGraph.findDescendents(scene, SceneQueryRunner)).toEqual([]);
    expect(prometheus.asked).toEqual([]);
    off();
  });

  it('a variable of Loki has no values, and asks nobody else', async () => {
    const dashboard = dashboardOf([logs], {
      variables: [
        {
          type: 'query',
          source: 'loki',
          name: 'component',
          label: 'Component',
          description: 'Which one.',
          query: { label: 'service_name', streams: '{service_name=~".+"}' },
          regex: '',
          choice: 'listed',
        },
      ],
    });
    const scene = createDashboardScene(dashboard, { pathOf: (uid) => uid });
    const off = activateTree(scene);
    const variable = sceneGraph.lookupVariable('component', scene);
    expect(variable).toBeInstanceOf(QueryVariable);
    await eventually(() => expect(variable?.state).toMatchObject({ options: [], loading: false }));
    off();
  });
});
