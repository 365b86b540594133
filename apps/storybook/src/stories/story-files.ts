import {
  dashboards as allDashboards,
  type Dashboard,
  type EvidenceSignal,
  type Panel,
  type Row,
} from '@dynamo-observability/dashboards';

import { stateStories } from './states.ts';

/** What a story shows. */
export type Shown =
  | { readonly kind: 'page'; readonly dashboard: string }
  | { readonly kind: 'panel'; readonly dashboard: string; readonly panel: string }
  /** A page with the requests behind a point of one of its panels beside it. */
  | { readonly kind: 'drawer'; readonly dashboard: string; readonly panel: string }
  /** The page of one request. */
  | { readonly kind: 'request' };

/** A file of stories that is written from data: one for each page, panel and drawer, with a story for each state. */
export interface StoryFile {
  /** Begins the addresses of its stories. Made of slugs, so that it survives a change of a title. */
  readonly id: string;
  /** Where it stands in the sidebar. */
  readonly title: string;
  readonly shown: Shown;
}

/** Every file of stories, in the order of the dashboards. A panel that is added to a dashboard is here, and nowhere else. */
export const storyFiles = (dashboards: readonly Dashboard[] = allDashboards): readonly StoryFile[] => [
  ...dashboards.flatMap((dashboard) => [
    pageFile(dashboard),
    ...dashboard.rows.flatMap((row) => panelFiles(dashboard, row)),
  ]),
  ...drawerFiles(dashboards),
  requestFile,
];

const pageFile = ({ uid, title }: Dashboard): StoryFile => ({
  id: `${uid}-page`,
  title: sidebarPath('Dashboards', title, 'Page'),
  shown: { kind: 'page', dashboard: uid },
});

const panelFiles = ({ uid, title }: Dashboard, row: Row): readonly StoryFile[] =>
  row.panels.map(({ panel }) => ({
    id: `${uid}-panel-${panel.id}`,
    title: sidebarPath('Dashboards', title, row.title, panel.title),
    shown: { kind: 'panel', dashboard: uid, panel: panel.id },
  }));

/** A drawer for each signal that leads to requests, behind the first chart over time that shows it, else behind the first panel. */
function drawerFiles(dashboards: readonly Dashboard[]): readonly StoryFile[] {
  const leading = dashboards.flatMap(({ uid, rows }) =>
    rows.flatMap(({ panels }) =>
      panels.flatMap(({ panel }) => (panel.explain === undefined ? [] : [{ uid, panel, signal: panel.explain.signal }]))
    )
  );
  return [...new Set(leading.map(({ signal }) => signal))].flatMap((signal) => {
    const all = leading.filter((each) => each.signal === signal);
    const best = all.find(({ panel }) => panel.kind === 'timeseries') ?? all[0];
    return best === undefined ? [] : [drawerFile(signal, best.uid, best.panel)];
  });
}

const drawerFile = (signal: EvidenceSignal, dashboard: string, { id, title }: Panel): StoryFile => ({
  id: `drawer-${signal}`,
  title: sidebarPath('Requests', 'Behind a point', title),
  shown: { kind: 'drawer', dashboard, panel: id },
});

const requestFile: StoryFile = {
  id: 'request-page',
  title: sidebarPath('Requests', 'One request'),
  shown: { kind: 'request' },
};

/** Storybook begins a folder at each slash, so one inside a title becomes another character that looks like it. */
function sidebarPath(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('/', '∕')).join('/');
}

/** The text of the file, as a person would write it. What a story does with its parameters stands in .storybook/preview.tsx. */
export function storyFileText({ id, title, shown }: StoryFile): string {
  const meta = `export default ${JSON.stringify({ id, title, parameters: { shown } })};`;
  const stories = stateStories.map(
    ({ state, exportName, name }) => `export const ${exportName} = ${JSON.stringify({ name, parameters: { state } })};`
  );
  return [meta, ...stories, ''].join('\n');
}
