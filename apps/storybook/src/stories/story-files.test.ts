import {
  dashboards,
  dynamo,
  requestsBehind,
  type Dashboard,
  type Panel,
  type Row,
} from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { stateStories } from './states.ts';
import { storyFiles, storyFileText } from './story-files.ts';

/** Some panel, without a way to requests. */
const [plain] = dynamo.rows.flatMap(({ panels }) => panels.map(({ panel: { explain: _, ...rest } }): Panel => rest));
const rowOf = (title: string, ...panels: ReadonlyArray<Partial<Panel>>): Row => ({
  id: title,
  title,
  collapsed: false,
  panels: panels.flatMap((about) =>
    plain === undefined ? [] : [{ panel: { ...plain, ...about }, width: 12, height: 8 }]
  ),
});
const dashboardOf = (about: Partial<Dashboard>): Dashboard => ({ ...dynamo, ...about });

describe('the files of stories', () => {
  it('are one for each page and one for each of its panels, in the order of the dashboards, then the request', () => {
    const kvbm = dashboardOf({
      uid: 'dynamo-kvbm',
      title: 'KVBM',
      rows: [rowOf('Tiers', { id: 'hits', title: 'Hit rate' }, { id: 'moves', title: 'Block moves' })],
    });
    const logs = dashboardOf({ uid: 'dynamo-logs', title: 'Logs', rows: [] });
    expect(storyFiles([kvbm, logs])).toEqual([
      {
        id: 'dynamo-kvbm-page',
        title: 'Dashboards/KVBM/Page',
        shown: { kind: 'page', dashboard: 'dynamo-kvbm' },
      },
      {
        id: 'dynamo-kvbm-panel-hits',
        title: 'Dashboards/KVBM/Tiers/Hit rate',
        shown: { kind: 'panel', dashboard: 'dynamo-kvbm', panel: 'hits' },
      },
      {
        id: 'dynamo-kvbm-panel-moves',
        title: 'Dashboards/KVBM/Tiers/Block moves',
        shown: { kind: 'panel', dashboard: 'dynamo-kvbm', panel: 'moves' },
      },
      {
        id: 'dynamo-logs-page',
        title: 'Dashboards/Logs/Page',
        shown: { kind: 'page', dashboard: 'dynamo-logs' },
      },
      { id: 'request-page', title: 'Requests/One request', shown: { kind: 'request' } },
    ]);
  });

  it('have a drawer for each signal that leads to requests, behind the first chart over time that shows it', () => {
    const [wait, rest] = [requestsBehind('ttft'), requestsBehind('errors')];
    const rows = [
      rowOf('One', { id: 'a' }, { id: 'number', kind: 'stat', explain: wait }),
      rowOf('Two', { id: 'b', title: 'Wait', kind: 'timeseries', explain: wait }),
      rowOf(
        'Three',
        { id: 'c', kind: 'timeseries', explain: wait },
        { id: 'd', title: 'Errors', kind: 'stat', explain: rest }
      ),
    ];
    const drawers = storyFiles([dashboardOf({ uid: 'x', rows })]).filter(({ shown }) => shown.kind === 'drawer');
    expect(drawers).toEqual([
      {
        id: 'drawer-ttft',
        title: 'Requests/Behind a point/Wait',
        shown: { kind: 'drawer', dashboard: 'x', panel: 'b' },
      },
      {
        id: 'drawer-errors',
        title: 'Requests/Behind a point/Errors',
        shown: { kind: 'drawer', dashboard: 'x', panel: 'd' },
      },
    ]);
  });

  it('of a title with a slash do not begin a folder there', () => {
    const rows = [rowOf('In / out', { id: 'io', title: 'Bytes/s' })];
    const [, file] = storyFiles([dashboardOf({ title: 'A/B', rows })]);
    expect(file?.title.split('/')).toEqual(['Dashboards', 'A∕B', 'In ∕ out', 'Bytes∕s']);
  });

  it('have addresses of their own, and places of their own in the sidebar', () => {
    const files = storyFiles();
    expect(files.length).toBeGreaterThan(dashboards.length);
    expect(new Set(files.map(({ id }) => id)).size).toBe(files.length);
    expect(new Set(files.map(({ title }) => title)).size).toBe(files.length);
  });
});

describe('the text of a file', () => {
  const load = (text: string) =>
    import(`data:text/javascript,${encodeURIComponent(text)}`) as Promise<Readonly<Record<string, unknown>>>;

  it('is a module with a story for each state', async () => {
    const shown = { kind: 'panel', dashboard: 'dynamo', panel: 'ttft' } as const;
    const { default: meta, ...stories } = await load(storyFileText({ id: 'dynamo-panel-ttft', title: 'A/B', shown }));
    expect(meta).toEqual({ id: 'dynamo-panel-ttft', title: 'A/B', parameters: { shown } });
    expect(stories).toEqual(
      Object.fromEntries(
        stateStories.map(({ state, exportName, name }) => [exportName, { name, parameters: { state } }])
      )
    );
    expect(Object.keys(stories)).toHaveLength(5);
  });

  it('keeps whatever stands in a title', async () => {
    const title = 'Quotes "\' `${x}` \\ \u2028 </script>\n';
    const { default: meta } = await load(storyFileText({ id: 'a', title, shown: { kind: 'page', dashboard: 'a' } }));
    expect(meta).toMatchObject({ title });
  });
});
