import { dashboards } from '@dynamo-observability/dashboards';
import { PreviewRoot } from '@dynamo-observability/grafana-host';
import { config, getDataSourceSrv, locationService, setDataSourceSrv } from '@grafana/runtime';
import type { SceneAppPage } from '@grafana/scenes';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Route, Routes } from 'react-router-dom';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { dashboardOf, panelOf } from '../testing/definitions.ts';
import { eventually, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { createDynamoApp, type DynamoAppOptions } from './dynamo-app.ts';

const prometheus = new FakePrometheus();
const basePath = '/a/dynamo-observability-app';
const two = [
  dashboardOf([panelOf([], { id: 'one', title: 'First panel' })], { uid: 'dynamo', title: 'Dynamo' }),
  dashboardOf([panelOf([], { id: 'two', title: 'Second panel' })], { uid: 'dynamo-requests', title: 'Requests' }),
];

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
  config.bootData.user.permissions = {};
});

/** Shows the app at an address, as Grafana does, and gives the page. */
function show(path: string, options: Partial<DynamoAppOptions> = {}): HTMLElement {
  const app = createDynamoApp({ basePath, dashboards: two, ...options });
  const page = document.createElement('main');
  document.body.append(page);
  locationService.push(path);
  const root = createRoot(page);
  flushSync(() =>
    root.render(
      <PreviewRoot theme="dark">
        <Routes>
          <Route path={`${basePath}/*`} element={<app.Component model={app} />} />
        </Routes>
      </PreviewRoot>
    )
  );
  close = () => {
    root.unmount();
    page.remove();
  };
  return page;
}

const address = (): string => {
  const { pathname, search } = locationService.getLocation() as Pick<Location, 'pathname' | 'search'>;
  return pathname + search;
};

describe('createDynamoApp', () => {
  const tabsOf = (options: Partial<DynamoAppOptions> = {}): readonly SceneAppPage['state'][] => {
    const [root] = createDynamoApp({ basePath, ...options }).state.pages;
    return (root?.state.tabs ?? []).map(({ state }) => state);
  };

  it('has a tab for every dashboard, and needs no other edit for the next', () => {
    expect(tabsOf().map(({ title }) => title)).toEqual(dashboards.map(({ title }) => title));
    expect(tabsOf({ dashboards: two }).map(({ title, url }) => ({ title, url }))).toEqual([
      { title: 'Dynamo', url: `${basePath}/dynamo` },
      { title: 'Requests', url: `${basePath}/requests` },
    ]);
  });

  it('keeps range and variables from tab to tab', () => {
    const variables = dashboards.flatMap((dashboard) => dashboard.variables.map(({ name }) => `var-${name}`));
    expect(tabsOf()[0]?.preserveUrlKeys).toEqual([
      'from',
      'to',
      'timezone',
      'compareWith',
      'var-filters',
      ...new Set(variables),
    ]);
  });

  it('needs a dashboard', () => {
    expect(() => createDynamoApp({ basePath, dashboards: [] })).toThrow('needs a dashboard');
  });
});

describe('the address', () => {
  it.each([
    [basePath, 'First panel'],
    [`${basePath}/dynamo`, 'First panel'],
    [`${basePath}/requests?from=now-6h&to=now`, 'Second panel'],
  ])('%s shows "%s"', async (path, title) => {
    const page = show(path);
    await eventually(() => expect(page.textContent).toContain(title));
  });

  it('gets what the page shows, so that a copy of it shows the same', async () => {
    show(`${basePath}/dynamo?from=now-6h`);
    await eventually(() => expect(address()).toContain('to=now'));
    expect(address()).toContain('from=now-6h');
    expect(address()).toContain('var-prometheus_datasource=prometheus');
  });

  it.each([
    ['a page that there is not', '/nowhere'],
    ['more than a page', '/dynamo/nowhere/else'],
  ])('of %s shows a way back that keeps the range', async (_, path) => {
    const page = show(`${basePath}${path}?from=now-6h`);
    await eventually(() => expect(page.textContent).toContain(`There is no page at ${basePath}${path}`));
    const back = [...page.querySelectorAll('a')].find(({ textContent }) => textContent === 'Open Dynamo');
    expect(back?.getAttribute('href')).toBe(`${basePath}/dynamo?from=now-6h`);
  });

  it('with garbage for everything shows the page all the same', async () => {
    const page = show(`${basePath}/dynamo?from=%00&to=[]&var-prometheus_datasource=x&var-model=%22&refresh=soon`);
    await eventually(() => expect(page.textContent).toContain('First panel'));
  });
});

describe('without a Prometheus data source', () => {
  beforeEach(() => {
    setDataSourceSrv({ ...sources, getList: () => [], get: () => Promise.reject(new Error('none')) });
  });

  it('the page says what is missing instead of showing empty panels', async () => {
    const page = show(`${basePath}/dynamo`);
    await eventually(() => expect(page.textContent).toContain('No Prometheus data source'));
    expect(page.textContent).not.toContain('First panel');
    expect(page.textContent).toContain('ask an administrator');
  });

  it('and lets those add one who may', async () => {
    config.bootData.user.permissions = { 'datasources:create': true };
    const page = show(`${basePath}/dynamo`);
    await eventually(() => expect(page.querySelector('a[href="/connections/datasources/prometheus"]')).not.toBeNull());
    expect(page.textContent).not.toContain('ask an administrator');
  });
});
