import { dashboards as allDashboards, pageFilters, sourcesOf, type Dashboard } from '@dynamo-observability/dashboards';
import { locationUtil } from '@grafana/data';
import { SceneApp, SceneAppPage, type SceneAppPageLike, type SceneRouteMatch } from '@grafana/scenes';
import { createElement } from 'react';

import { createDashboardScene, type DashboardSceneOptions } from '../dashboard/dashboard-scene.ts';
import { MetricsGate } from '../empty/metrics-gate.tsx';
import { evidenceSite, type EvidenceSite } from '../evidence/site.ts';
import { withTexts } from '../language/dashboard-texts.ts';
import { text, translate } from '../language/translate.ts';
import { vizPanel } from '../panel/viz-panel.ts';
import { requestPage } from '../request/request-page.tsx';
import type { ChosenDataSources } from '../variables/variables.ts';
import { pageSlug } from './page-slug.ts';
import { TitleWithPages } from './title-with-pages.tsx';
import { unknownPage } from './unknown-page.tsx';

export interface DynamoAppOptions {
  /** Where the app is, such as `/a/dynamo-observability-app`; without the base path of the Grafana instance. */
  readonly basePath: string;
  /** In place of the range that each dashboard has of its own. */
  readonly defaultTimeRange?: { readonly from: string; readonly to: string };
  /** What an administrator has chosen for the app. */
  readonly dataSources?: ChosenDataSources;
  /** The pages, in the order of their tabs; every dashboard unless a test says otherwise. */
  readonly dashboards?: readonly Dashboard[];
}

/**
 * The app: a tab for each dashboard, the first at the app's own address too. The address holds the state of a page; range and
 * variables are kept from tab to tab, and an unknown address shows a way back. Build it when translations have been loaded.
 */
export function createDynamoApp(options: DynamoAppOptions): SceneApp {
  const { basePath, dashboards = allDashboards } = options;
  const [first] = dashboards;
  if (first === undefined) {
    throw new RangeError('An app needs a dashboard; packages/dashboards lists none');
  }
  const pathOf = (uid: string): string => `${basePath}/${pageSlug(uid, dashboards)}`;
  const home = { title: withTexts(first, translate).title, href: locationUtil.assureBaseUrl(pathOf(first.uid)) };
  const requestHref = (traceId: string) =>
    locationUtil.assureBaseUrl(requestPath(basePath, encodeURIComponent(traceId)));
  const shown = dashboards.map((dashboard) => withTexts(dashboard, translate));
  const evidence = evidenceSite(shown, pathOf, requestHref, vizPanel, options.dataSources ?? {});
  // One page for all unknown addresses: the router asks anew each time it draws.
  const unknown = unknownPage(home);
  const keys = keptKeys(dashboards);
  const pages = shown.map(({ title, uid }) => ({ title, path: pathOf(uid) }));
  const root = new SceneAppPage({
    title: text('app.title'),
    url: basePath,
    routePath: '*',
    hideFromBreadcrumbs: true,
    preserveUrlKeys: keys,
    renderTitle: (title) => createElement(TitleWithPages, { title, pages, keptKeys: keys }),
    tabs: dashboards.map((dashboard) => tab(dashboard, options, dashboards, pathOf, unknown, evidence)),
    drilldowns: [
      {
        routePath: 'requests/:traceId',
        getPage: ({ params }: SceneRouteMatch<Params>, parent) =>
          request(params.traceId ?? '', parent, options, evidence),
      },
    ],
    getFallbackPage: () => unknown,
  });
  return new SceneApp({
    name: 'dynamo-observability',
    pages: [root],
    urlSyncOptions: { updateUrlOnInit: true, createBrowserHistorySteps: true },
  });
}

function tab(
  dashboard: Dashboard,
  { basePath, defaultTimeRange, dataSources }: DynamoAppOptions,
  site: readonly Dashboard[],
  pathOf: (uid: string) => string,
  unknown: SceneAppPage,
  evidence: EvidenceSite
): SceneAppPage {
  const sceneOptions: DashboardSceneOptions = {
    site,
    pathOf,
    evidence,
    requestPath: (traceId) => requestPath(basePath, traceId),
    ...(defaultTimeRange === undefined ? {} : { timeRange: defaultTimeRange }),
    ...(dataSources === undefined ? {} : { dataSources }),
  };
  return new SceneAppPage({
    title: withTexts(dashboard, translate).title,
    url: pathOf(dashboard.uid),
    routePath: `${pageSlug(dashboard.uid, site)}/*`,
    preserveUrlKeys: keptKeys(site),
    getScene: () => {
      const scene = createDashboardScene(dashboard, sceneOptions);
      return asksOnlyMetrics(dashboard) ? new MetricsGate({ body: scene }) : scene;
    },
    getFallbackPage: () => unknown,
  });
}

/** Parts of the address of a request. */
interface Params {
  readonly traceId?: string;
}

/** @param traceId encoded, or a macro that encodes. */
const requestPath = (basePath: string, traceId: string): string => `${basePath}/requests/${traceId}`;

function request(
  id: string,
  parent: SceneAppPageLike,
  { basePath, defaultTimeRange }: DynamoAppOptions,
  site: EvidenceSite
): SceneAppPage {
  return requestPage(id, {
    url: requestPath(basePath, encodeURIComponent(id)),
    parent,
    site,
    ...(defaultTimeRange === undefined ? {} : { timeRange: defaultTimeRange }),
  });
}

/** Then nothing on the page could be answered without Prometheus. */
const asksOnlyMetrics = (dashboard: Dashboard): boolean =>
  dashboard.rows.every((row) => row.panels.every(({ panel }) => sourcesOf(panel).every((s) => s === 'prometheus')));

/** What an address keeps from page to page: the time range, the one to compare with, and every variable, also of pages that do not have it. */
function keptKeys(dashboards: readonly Dashboard[]): string[] {
  const variables = dashboards.flatMap((dashboard) => dashboard.variables.map(({ name }) => `var-${name}`));
  return ['from', 'to', 'timezone', 'compareWith', `var-${pageFilters.name}`, ...new Set(variables)];
}
