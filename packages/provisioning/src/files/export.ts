import { companions, dashboards as pages, type Dashboard } from '@dynamo-observability/dashboards';

import { dashboardJson } from '../dashboard/dashboard-json.ts';
import { linksPage, linksPagePath } from '../docs/links-page.ts';
import { dashboardProvider } from '../grafana/dashboard-provider.ts';
import { dataSources } from '../grafana/data-sources.ts';
import { manifestPath, manifestText } from './manifest.ts';

/** What Grafana gets: the pages of the app, and what stands in for its drawer and request page. */
export const everyDashboard: readonly Dashboard[] = [...pages, ...companions];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Every generated file: path below the root of the repository -> text. Pure: same input, same bytes, in the order of the paths.
 * @throws RangeError when two files would have the same path, as for two dashboards of one uid.
 */
export function exportAll(dashboards: readonly Dashboard[] = everyDashboard): ReadonlyMap<string, string> {
  const content: readonly (readonly [path: string, text: string])[] = [
    ...dashboards.map(
      (d) => [`provisioning/grafana/dashboards/${d.uid}.json`, json(dashboardJson(d, dashboards))] as const
    ),
    ['provisioning/grafana/provisioning/dashboards/dynamo.yaml', dashboardProvider()],
    ['provisioning/grafana/provisioning/datasources/dynamo.yaml', dataSources()],
    [linksPagePath, linksPage(dashboards)],
  ];
  const paths = content.map(([path]) => path).sort();
  const twice = paths.find((path, i) => path === paths[i + 1]);
  if (twice !== undefined) {
    throw new RangeError(`${twice} would be written twice: give each dashboard a uid of its own`);
  }
  const texts = new Map([...content, [manifestPath, manifestText(paths)]]);
  return new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
