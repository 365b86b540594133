import { requestUid } from '../companion/uids.ts';
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
 * The URL of a page link as a Grafana data link: the time range is kept or reckoned by Grafana around the value
 * (grafana-live-facts.md 1.5), and the choice of every other variable that both dashboards have is kept. Macros must carry `:percentencode` (grafana-live-facts.md 1.2); the check `link-encoding` sees to it.
 * @param from the dashboard on which the link stands.
 * @param target the dashboard it leads to; undefined when there is none of that uid, which the check `dead-link` reports.
 */
export function pageUrl(link: PageLink, from: Dashboard, target: Dashboard | undefined, pathOf: PathOf): string {
  const own = new Set(from.variables.map((v) => v.name));
  const kept = (target?.variables ?? []).map((v) => v.name).filter((n) => own.has(n) && !(n in link.variables));
  const set = Object.entries(link.variables).map(([name, value]) => `var-${name}=${encodeAroundMacros(value)}`);
  const time =
    link.windowMs === undefined ? '${__url_time_range}' : `time=\${__value.time}&time.window=${link.windowMs}`;
  const query = [...set, ...kept.map((name) => `\${${name}:queryparam}`), time];
  return `${pathOf(link.dashboard)}?${query.join('&')}`;
}

/** The page on which a panel stands. */
export interface Page {
  readonly dashboard: Dashboard;
  /** All dashboards, so that links know which variables their target has. */
  readonly site: readonly Dashboard[];
  readonly pathOf: PathOf;
  /** Where the app has the page of a request: its path, given a trace id that is already encoded. */
  readonly requestPath?: (traceId: string) => string;
}

/** Links belong to a value, so they stand in the field configuration; without links it is the very object of the panel. */
export function fieldConfigWithLinks(panel: Panel, page: Page): PanelFieldConfig {
  const { dashboard, site, pathOf } = page;
  const toRequest = requestOverrides(panel, page);
  if (panel.links.length === 0 && toRequest.length === 0) {
    return panel.fieldConfig;
  }
  const links = panel.links.map((link) => {
    const target = site.find(({ uid }) => uid === link.dashboard);
    return { title: link.title, url: pageUrl(link, dashboard, target, pathOf) };
  });
  const { defaults, overrides } = panel.fieldConfig;
  return {
    defaults: panel.links.length === 0 ? defaults : { ...defaults, links: [...(defaults.links ?? []), ...links] },
    overrides: [...overrides, ...toRequest],
  };
}

const clickedTrace = '${__value.raw:percentencode}';

/** The page of the request whose trace id was clicked: of the app, or the dashboard that stands in for it. Undefined without either. */
function requestUrl({ dashboard, site, pathOf, requestPath }: Page): string | undefined {
  if (requestPath !== undefined) {
    return `${requestPath(clickedTrace)}?\${__url_time_range}`;
  }
  const companion = site.find(({ uid }) => uid === requestUid);
  const link = { title: '', dashboard: requestUid, variables: { trace_id: clickedTrace } };
  return companion && pageUrl(link, dashboard, companion, pathOf);
}

function requestOverrides({ requestColumn }: Panel, page: Page): PanelFieldConfig['overrides'] {
  const url = requestUrl(page);
  if (requestColumn === undefined || url === undefined) {
    return [];
  }
  const { heading, title } = requestColumn;
  return [{ matcher: { id: 'byName', options: heading }, properties: [{ id: 'links', value: [{ title, url }] }] }];
}
