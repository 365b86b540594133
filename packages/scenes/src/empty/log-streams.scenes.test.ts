import { dashboards, type Dashboard } from '@dynamo-observability/dashboards';
import { LokiLikeDataSource, lokiSettings, type JsonApi } from '@dynamo-observability/grafana-host';
import { getDataSourceSrv, setDataSourceSrv } from '@grafana/runtime';
import { sceneGraph, VizPanel } from '@grafana/scenes';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';

/** A Loki of which a test says which labels it has, and which remembers what it was asked. It has no lines. */
class FakeLoki implements JsonApi {
  labels: { readonly [label: string]: readonly string[] } = {};
  readonly asked: string[] = [];

  get = async (path: string, params: URLSearchParams): Promise<unknown> => {
    const label = /\/label\/(.+)\/values$/.exec(path)?.[1];
    if (label !== undefined) {
      return { data: this.labels[label] ?? [] };
    }
    if (path.endsWith('/labels')) {
      return { data: Object.keys(this.labels) };
    }
    this.asked.push(params.get('query') ?? '');
    return { data: { resultType: 'streams', result: [] } };
  };
}

const loki = new FakeLoki();
const settings = lokiSettings({ uid: 'loki', name: 'Loki' });
const api = new LokiLikeDataSource(settings, loki);
const isLoki = (ref: unknown) => JSON.stringify(ref ?? '').includes('loki');

beforeAll(async () => {
  await startWith(new FakePrometheus());
  const others = getDataSourceSrv();
  setDataSourceSrv({
    ...others,
    get: (ref, vars) => (isLoki(ref) ? Promise.resolve(api) : others.get(ref, vars)),
    getInstanceSettings: (ref, vars) => (isLoki(ref) ? settings : others.getInstanceSettings(ref, vars)),
    getList: (filters) => (filters?.pluginId === 'loki' ? [settings] : others.getList(filters)),
  });
});
beforeEach(() => {
  loki.asked.length = 0;
});

const page = (): Dashboard => {
  const found = dashboards.find(({ uid }) => uid === 'dynamo-logs');
  if (found === undefined) {
    throw new Error('the page of logs is gone');
  }
  return found;
};

/** Opens the page and gives what its panel of that title says while it is empty. */
function open(title: string): { readonly words: () => unknown; readonly off: () => void } {
  const scene = createDashboardScene(page(), { pathOf: (uid) => uid });
  const off = activateTree(scene);
  const viz = sceneGraph.findDescendents(scene, VizPanel).find(({ state }) => state.title === title);
  return { words: () => viz?.state.fieldConfig.defaults.noValue, off };
}

describe('the page of logs, in front of a Loki', () => {
  it('that has the label of pods, asks for those and for nothing else', async () => {
    loki.labels = {
      nvidia_com_dynamo_component_type: ['frontend', 'worker'],
      service_name: ['demo-frontend', 'dynamo-frontend'],
    };
    const { words, off } = open('Raw lines');
    await eventually(() => expect(loki.asked.length).toBeGreaterThan(3));
    expect(loki.asked.filter((query) => !query.includes('{nvidia_com_dynamo_component_type=~".+"'))).toEqual([]);
    expect(loki.asked.join()).toContain('nvidia_com_dynamo_component_type=~"frontend|worker"');
    await eventually(() => expect(words()).toBe('No line in this selection and time range.'));
    off();
  });

  it('that has only services, asks for those whose name says Dynamo', async () => {
    loki.labels = { service_name: ['dynamo-frontend'] };
    const { off } = open('Raw lines');
    await eventually(() => expect(loki.asked.join()).toContain('{service_name=~".+", service_name=~"dynamo-frontend"'));
    off();
  });

  it('that has nothing of Dynamo, says so, and what to do', async () => {
    loki.labels = {};
    const { words, off } = open('Raw lines');
    await eventually(() => expect(words()).toMatch(/^This Loki has no logs of Dynamo/));
    off();
  });
});
