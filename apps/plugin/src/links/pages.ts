import pluginJson from '../plugin.json';

/** The pages of the app, by the last part of their address. Written down, for this is loaded on every page of Grafana; a test compares. */
export const pages = [
  'dynamo',
  'frontend',
  'router',
  'workers',
  'kvbm',
  'gpu',
  'planner',
  'messaging',
  'operator',
  'logs',
] as const;
export type PageName = (typeof pages)[number];

const isPage = (name: string): name is PageName => pages.some((page) => page === name);

const family = 'dynamo-';

/** The page that shows what a dashboard of ours shows; undefined for any other dashboard. */
export function pageOfDashboard(uid: string): PageName | undefined {
  const short = uid.startsWith(family) ? uid.slice(family.length) : uid === 'dynamo' ? uid : '';
  return isPage(short) ? short : undefined;
}

/** Start and end as an address has them: `now-1h`, or Unix milliseconds. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Values of variables, by name. */
export type Choices = Readonly<Record<string, readonly string[]>>;

function address(path: string, range: Range | undefined, choices: Choices): string {
  const query = new URLSearchParams({ ...range });
  for (const [name, values] of Object.entries(choices)) {
    values.forEach((value) => query.append(`var-${name}`, value));
  }
  const text = query.toString();
  return `/a/${pluginJson.id}/${path}${text === '' ? '' : `?${text}`}`;
}

export const pageAddress = (page: PageName, range?: Range, choices: Choices = {}): string =>
  address(page, range, choices);

export const requestAddress = (traceId: string, range?: Range): string =>
  address(`requests/${encodeURIComponent(traceId)}`, range, {});
