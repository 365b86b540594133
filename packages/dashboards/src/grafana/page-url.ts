import type { Dashboard, PageLink, Panel, PanelFieldConfig } from '../model.ts';

/** Where the page of a dashboard is: its path in the app or in Grafana, without a query. */
export type PathOf = (dashboardUid: string) => string;

/** A Grafana macro such as `${__field.labels.model:percentencode}`. */
const macro = /\$\{[^}]*\}/g;

/** Encodes a text for the query of a URL, and leaves macros for Grafana to fill (grafana-live-facts.md 3). */
export function encodeAroundMacros(text: string): string {
  const macros = text.match(macro) ?? [];
  return text
    .split(macro)
    .map((plain, i) => encodeURIComponent(plain) + (macros[i] ?? ''))
    .join('');
}

/**
 * The URL of a page link as a Grafana data link: the time range is kept, and so is the choice of every other variable that both
 * dashboards have. Macros must carry `:percentencode` (grafana-live-facts.md 1.2); the check `link-encoding` sees to it.
 * @param from the dashboard on which the link stands.
 * @param target the dashboard it leads to; undefined when there is none of that uid, which the check `dead-link` reports.
 */
export function pageUrl(link: PageLink, from: Dashboard, target: Dashboard | undefined, pathOf: PathOf): string {
  const own = new Set(from.variables.map((v) => v.name));
  const kept = (target?.variables ?? []).map((v) => v.name).filter((n) => own.has(n) && !(n in link.variables));
  const set = Object.entries(link.variables).map(([name, value]) => `var-${name}=${encodeAroundMacros(value)}`);
  const query = [...set, ...kept.map((name) => `\${${name}:queryparam}`), '${__url_time_range}'];
  return `${pathOf(link.dashboard)}?${query.join('&')}`;
}

/** The page on which a panel stands. */
export interface Page {
  readonly dashboard: Dashboard;
  /** All dashboards, so that links know which variables their target has. */
  readonly site: readonly Dashboard[];
  readonly pathOf: PathOf;
}

/** Links belong to a value, so they stand in the field configuration; without links it is the very object of the panel. */
export function fieldConfigWithLinks(panel: Panel, { dashboard, site, pathOf }: Page): PanelFieldConfig {
  if (panel.links.length === 0) {
    return panel.fieldConfig;
  }
  const links = panel.links.map((link) => {
    const target = site.find(({ uid }) => uid === link.dashboard);
    return { title: link.title, url: pageUrl(link, dashboard, target, pathOf) };
  });
  const { defaults, overrides } = panel.fieldConfig;
  return { defaults: { ...defaults, links: [...(defaults.links ?? []), ...links] }, overrides };
}
