/** Dashboards as Grafana Scenes: a renderer of `@dynamo-observability/dashboards`, never a second definition. */
export { createDynamoApp, type DynamoAppOptions } from './app/dynamo-app.ts';
export { pageSlug } from './app/page-slug.ts';
export { createDashboardScene, type DashboardSceneOptions } from './dashboard/dashboard-scene.ts';
export { createPanelScene } from './dashboard/panel-scene.ts';
export { probedProcesses, scrapedProcesses, type ScrapedProcesses } from './empty/scraped-processes.ts';
export { printPoint, type Point } from './evidence/point.ts';
export { exploreUrl, type ExplorePane, type ExploreQuery } from './explore/explore-url.ts';
export { loadSceneTranslations } from './language/load.ts';
export { translate } from './language/translate.ts';
export { type ChosenDataSources } from './variables/variables.ts';
