import type { Dashboard, PageLink } from '@dynamo-observability/dashboards';

/** Where the page of a dashboard is: its path in the app, without a query. */
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
 * The URL of a page link as a Grafana data link: it sets the variables of the link and keeps the time range and the choice of
 * every other variable that both pages have. Macros must carry `:percentencode` (grafana-live-facts.md 1.2).
 * @param from the page on which the link stands.
 * @param target the page it leads to; undefined when there is none of that uid.
 */
export function pageUrl(link: PageLink, from: Dashboard, target: Dashboard | undefined, pathOf: PathOf): string {
  const own = new Set(from.variables.map((v) => v.name));
  const kept = (target?.variables ?? []).map((v) => v.name).filter((n) => own.has(n) && !(n in link.variables));
  const set = Object.entries(link.variables).map(([name, value]) => `var-${name}=${encodeAroundMacros(value)}`);
  const query = [...set, ...kept.map((name) => `\${${name}:queryparam}`), '${__url_time_range}'];
  return `${pathOf(link.dashboard)}?${query.join('&')}`;
}
