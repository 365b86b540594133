import {
  companions,
  dashboards,
  queryText,
  targetOf,
  type Dashboard,
  type Panel,
} from '@dynamo-observability/dashboards';
import {
  dashboardJson,
  dataLinksOf,
  drawnPanels,
  everyDashboard,
  filledUrl,
  type Click,
} from '@dynamo-observability/provisioning';

/** The companion dashboard as a click has opened it: its range, and the choice of each variable that the link set. */
export interface Opened {
  readonly uid: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly choices: Readonly<Record<string, string>>;
}

/** Grafana's range for `time` and `time.window`, or the range that is named. */
function rangeOf(params: URLSearchParams): { readonly fromMs: number; readonly toMs: number } {
  const time = params.get('time');
  if (time === null || time === '') {
    return { fromMs: Number(params.get('from')), toMs: Number(params.get('to')) };
  }
  const half = Number(params.get('time.window')) / 2;
  return { fromMs: Number(time) - half, toMs: Number(time) + half };
}

/** A dashboard on which a panel stands, and the panel. */
export function panelNamed(id: string): { readonly dashboard: Dashboard; readonly panel: Panel } {
  for (const dashboard of [...dashboards, ...companions]) {
    const placed = dashboard.rows.flatMap(({ panels }) => panels).find(({ panel }) => panel.id === id);
    if (placed !== undefined) {
      return { dashboard, panel: placed.panel };
    }
  }
  throw new Error(`there is no panel ${id}`);
}

/** Follows the first link of an exported panel. Every variable of the dashboard is at All. */
export function opened(panelId: string, at: Omit<Click, 'variables'>): Opened {
  const { dashboard, panel } = panelNamed(panelId);
  const json = dashboardJson(dashboard, everyDashboard);
  const exported = drawnPanels(json).find(({ title }) => title === panel.title);
  const [link] = exported === undefined ? [] : dataLinksOf(exported);
  const variables = Object.fromEntries(json.templating.list.map(({ name }) => [name, '$__all']));
  const url = new URL(filledUrl(link?.url ?? '', { ...at, variables }), 'http://grafana');
  const choices = [...url.searchParams].flatMap(([key, value]) =>
    key.startsWith('var-') ? [[key.slice('var-'.length), value] as const] : []
  );
  return {
    uid: url.pathname.replace('/d/', ''),
    ...rangeOf(url.searchParams),
    choices: Object.fromEntries(choices),
  };
}

/** As Grafana escapes a value for a regular expression. */
const escaped = (value: string): string => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

/** The query of a panel of the companion, as Grafana sends it once variables are filled in. */
export function sentQuery(panelId: string, { choices }: Pick<Opened, 'choices'>, streamLabel = ''): string {
  const [query] = panelNamed(panelId).panel.queries;
  if (query === undefined) {
    throw new Error(`${panelId} asks nothing`);
  }
  const chosen = (name: string): string | undefined => (choices[name] === '$__all' ? undefined : choices[name]);
  return queryText(targetOf(query))
    .replaceAll('$log_kinds|$log_services', '.+')
    .replaceAll('$log_label', streamLabel)
    .replace(/\$\{(\w+):regex\}/g, (_, name: string) => {
      const value = chosen(name);
      return value === undefined ? '.*' : escaped(value);
    })
    .replace(/\$\{(\w+):doublequote\}/g, (_, name: string) => `"${(chosen(name) ?? '').replaceAll('"', '\\"')}"`);
}
