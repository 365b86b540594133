import { tracesSource } from '../companion/variables.ts';
import { pageUrl, type Page } from '../grafana/page-url.ts';
import { logsSource } from '../logs/variables.ts';
import type { Dashboard, DataSourceVariable, Panel, PanelFieldConfig } from '../model.ts';
import { companionLink } from './companion-links.ts';
import { exploreUrl } from './explore-link.ts';

/** The dashboard that a panel's points lead to; undefined where they lead nowhere, or the site has no such dashboard. */
function companionOf(panel: Panel, site: readonly Dashboard[]): Dashboard | undefined {
  const link = companionLink(panel);
  return link && site.find(({ uid }) => uid === link.dashboard);
}

/**
 * The field configuration of exported JSON: links from a value to the requests behind it stand first. A site without the companion
 * dashboards, such as the app, which has a drawer for that, gets none of them.
 */
export function withRequestLinks(panel: Panel, config: PanelFieldConfig, page: Page): PanelFieldConfig {
  const link = companionLink(panel);
  const url = exploreUrl(panel);
  const target = companionOf(panel, page.site);
  if (link === undefined || url === undefined || target === undefined) {
    return config;
  }
  // A link of JSON cannot be hidden from those who may not explore, so it says who may.
  const links = [
    { title: link.title, url: pageUrl(link, page.dashboard, target, page.pathOf) },
    { title: 'Traces and logs in Explore (editors)', url },
  ];
  const { defaults, overrides } = config;
  return { defaults: { ...defaults, links: [...links, ...(defaults.links ?? [])] }, overrides };
}

/** The data sources that links of a dashboard name, and it does not ask itself: variables that its readers need not see. */
export function linkedSources(dashboard: Dashboard, site: readonly Dashboard[]): readonly DataSourceVariable[] {
  const leads = dashboard.rows.some((row) => row.panels.some(({ panel }) => companionOf(panel, site) !== undefined));
  const own = new Set(dashboard.variables.map(({ name }) => name));
  return leads ? [tracesSource, logsSource].filter(({ name }) => !own.has(name)) : [];
}
