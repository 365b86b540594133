import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import type { PanelMenuItem } from '@grafana/data';
import { config, getAppEvents } from '@grafana/runtime';
import { sceneGraph, VizPanel } from '@grafana/scenes';
import type { MouseEvent } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { createDashboardScene } from '../dashboard/dashboard-scene.ts';
import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { activateTree, eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';

beforeAll(() => startWith(new FakePrometheus()));
beforeEach(() => {
  config.bootData.user.permissions = { 'datasources:explore': true };
});
afterEach(() => {
  config.bootData.user.permissions = {};
  vi.unstubAllGlobals();
});

/** The items do not look at the click. */
const click = {} as MouseEvent;

/** Opens the page and the menu of its panel, and gives the items when they are there. */
async function itemsOfMenu(): Promise<readonly PanelMenuItem[]> {
  const panel = panelOf([sum(value(worker.inflightRequests))]);
  const scene = createDashboardScene(dashboardOf([panel]), { pathOf: (uid) => uid });
  const off = activateTree(scene);
  const [viz] = sceneGraph.findDescendents(scene, VizPanel);
  await eventually(() => expect(viz?.state.menu?.state.items).not.toEqual([]));
  const items = viz?.state.menu?.state.items ?? [];
  off();
  return items;
}

const itemOfMenu = async (text: string): Promise<PanelMenuItem | undefined> =>
  (await itemsOfMenu()).find((item) => item.text === text);

describe('the menu of a panel', () => {
  it('opens Explore with the queries of the panel and the range of the page', async () => {
    const explore = await itemOfMenu('Explore');
    const url = new URL(explore?.href ?? '', 'http://grafana');
    expect(url.pathname).toBe('/explore');
    expect(JSON.parse(url.searchParams.get('panes') ?? '')).toMatchObject({
      one: {
        datasource: 'prometheus',
        queries: [{ refId: 'A', datasource: { uid: 'prometheus', type: 'prometheus' }, range: true }],
        range: { from: 'now-1h', to: 'now' },
      },
    });
  });

  it('has no Explore for those who may not open it', async () => {
    config.bootData.user.permissions = {};
    const texts = (await itemsOfMenu()).map(({ text }) => text);
    expect(texts).toEqual(['View', 'Inspect', 'Copy panel JSON', 'Copy query']);
  });

  it('copies the query and says so', async () => {
    const written: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => written.push(text) } });
    const said = vi.spyOn(getAppEvents(), 'publish');
    (await itemOfMenu('Copy query'))?.onClick?.(click);
    await eventually(() => expect(said).toHaveBeenCalledWith({ type: 'alert-success', payload: ['Query copied'] }));
    expect(written).toEqual([expect.stringContaining('dynamo_component_inflight_requests')]);
  });

  it('says that the query was not copied where the browser gives no clipboard', async () => {
    vi.stubGlobal('navigator', {});
    const said = vi.spyOn(getAppEvents(), 'publish');
    (await itemOfMenu('Copy query'))?.onClick?.(click);
    await eventually(() =>
      expect(said).toHaveBeenCalledWith({
        type: 'alert-error',
        payload: ['The browser did not let it be copied'],
      })
    );
  });
});
