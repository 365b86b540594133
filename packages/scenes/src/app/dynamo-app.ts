import { dashboards as allDashboards, type Dashboard } from '@dynamo-observability/dashboards';
import { locationUtil } from '@grafana/data';
import { SceneApp, SceneAppPage } from '@grafana/scenes';

import { createDashboardScene, type DashboardSceneOptions } from '../dashboard/dashboard-scene.ts';
import { MetricsGate } from '../empty/metrics-gate.tsx';
import { withTexts } from '../language/dashboard-texts.ts';
import { text, translate } from '../language/translate.ts';
import type { ChosenDataSources } from '../variables/variables.ts';
import { pageSlug } from './page-slug.ts';
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
  // One page for all unknown addresses: the router asks anew each time it draws.
  const unknown = unknownPage(home);
  const root = new SceneAppPage({
    title: text('app.title'),
    url: basePath,
    routePath: '*',
    hideFromBreadcrumbs: true,
    preserveUrlKeys: keptKeys(dashboards),
    tabs: dashboards.map((dashboard) => tab(dashboard, options, dashboards, pathOf, unknown)),
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
  { defaultTimeRange, dataSources }: DynamoAppOptions,
  site: readonly Dashboard[],
  pathOf: (uid: string) => string,
  unknown: SceneAppPage
): SceneAppPage {
  const sceneOptions: DashboardSceneOptions = {
    site,
    pathOf,
    ...(defaultTimeRange === undefined ? {} : { timeRange: defaultTimeRange }),
    ...(dataSources === undefined ? {} : { dataSources }),
  };
  return new SceneAppPage({
    title: withTexts(dashboard, translate).title,
    url: pathOf(dashboard.uid),
    routePath: `${pageSlug(dashboard.uid, site)}/*`,
    preserveUrlKeys: keptKeys(site),
    getScene: () => new MetricsGate({ body: createDashboardScene(dashboard, sceneOptions) }),
    getFallbackPage: () => unknown,
  });
}

/** What an address keeps from page to page: the time range, and every variable, also of pages that do not have it. */
function keptKeys(dashboards: readonly Dashboard[]): string[] {
  const variables = dashboards.flatMap((dashboard) => dashboard.variables.map(({ name }) => `var-${name}`));
  return ['from', 'to', 'timezone', ...new Set(variables)];
}
