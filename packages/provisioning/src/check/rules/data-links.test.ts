import { companions, dashboards, requestsBehind, type Dashboard } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { dashboardJson } from '../../dashboard/dashboard-json.ts';
import { drawnPanels } from '../../dashboard/exported.ts';
import { everyDashboard } from '../../files/export.ts';
import { exampleDashboard, examplePanel, problemsOf } from '../../testing/example-dashboard.ts';
import { dataLinksOf } from '../links/data-links.ts';
import { explorePanes } from '../links/explore-panes.ts';
import { filledUrl, type Click } from '../links/filled-url.ts';
import type { Subject } from '../rule.ts';
import { dataLinks } from './data-links.ts';

const linking = (url: string): Subject => {
  const defaults = { unit: 's', noValue: 'No traffic.', links: [{ title: 'Go', url }] };
  const dashboard = exampleDashboard([examplePanel({ fieldConfig: { defaults, overrides: [] } })]);
  return { dashboard, json: dashboardJson(dashboard) };
};
const problems = (url: string) => problemsOf(dataLinks, linking(url));

describe('data-links', () => {
  it.each([
    '/d/example?var-model=${__field.labels.model:percentencode}&time=${__value.time}&time.window=600000',
    '/d/example?${model:queryparam}&${__url_time_range}',
  ])('accepts %s', (url) => expect(problems(url)).toEqual([]));

  it.each([
    ['/d/gone', '"Go": it opens /d/gone, which does not exist'],
    ['/d/example?var-gone=1', '"Go": it sets "var-gone", which "example" does not have'],
    [
      '/d/example?var-model=${__field.labels.model}',
      '"Go": ${__field.labels.model} is put into the URL without encoding',
    ],
    ['/d/example?var-model=${model:regex}', '"Go": ${model:regex} is put into the URL without encoding'],
    ['/d/example?var-model=${nobody:percentencode}', '"Go": nothing fills ${nobody:percentencode}'],
    ['/explore?panes=%7B%7D', '"Go": schemaVersion is not 1'],
  ])('refuses %s', (url, problem) => expect(problems(url)).toEqual([problem]));

  const explore = (pane: object, key = 'abc') =>
    `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ [key]: pane })).replace(/%24%7B(\w+)%7D/g, '${$1}')}`;
  const range = { from: 'now-1h', to: 'now' };
  const query = (text: string) => ({
    datasource: '${prometheus_datasource}',
    queries: [{ refId: 'A', datasource: { type: 'tempo', uid: '${prometheus_datasource}' }, query: text }],
    range,
  });

  it('looks into the panes of Explore', () => {
    expect(problems(explore(query('{name="x"}')))).toEqual([]);
    expect(problems(explore(query('{name="x"'))).join()).toContain('its query of tempo does not parse');
    expect(problems(explore(query('{}'), 'A'))).toEqual(['"Go": "A" is no key of a pane: three of [0-9a-z]']);
    expect(problems(explore({ ...query('{}'), range: { from: 1, to: 2 } }))).toEqual([
      '"Go": abc.range.from is number, and Explore takes text only',
    ]);
    expect(problems(explore({ ...query('{}'), datasource: 'other' }))).toEqual([
      '"Go": abc asks a data source that is not the pane\'s',
    ]);
  });
});

describe('the links of exported panels', () => {
  const click: Click = {
    timeMs: 1_795_356_000_000,
    fromMs: 1_795_354_800_000,
    toMs: 1_795_358_400_000,
    labels: { model: 'a&b=c#d+e "f" \\ %模型', worker_id: '18446744073709551615', error_type: 'internal' },
    raw: '1',
    variables: { tempo_datasource: 'T', loki_datasource: 'L', prometheus_datasource: 'P', model: '$__all' },
  };
  const exported = new Map(everyDashboard.map((dashboard) => [dashboard, dashboardJson(dashboard, everyDashboard)]));
  const jsonOf = (dashboard: Dashboard) => exported.get(dashboard) ?? dashboardJson(dashboard, everyDashboard);
  const names = everyDashboard.flatMap((d) => jsonOf(d).templating.list.map(({ name }) => name));
  const anyVariable = { ...Object.fromEntries(names.map((name) => [name, 'x'])), ...click.variables };
  const placed = dashboards.flatMap((dashboard) =>
    dashboard.rows.flatMap((row) =>
      row.panels.map(({ panel }) => ({ dashboard, panel, id: `${dashboard.uid} ${panel.id}` }))
    )
  );
  const explained = placed.filter(({ panel }) => panel.explain !== undefined);

  const linksOf = ({ dashboard, panel }: (typeof placed)[number]) => {
    const json = drawnPanels(jsonOf(dashboard)).find(({ title }) => title === panel.title);
    return (json === undefined ? [] : dataLinksOf(json)).map(({ title, url }) => ({
      title,
      url: new URL(filledUrl(url, { ...click, variables: anyVariable }), 'http://g'),
    }));
  };

  it('are on every panel that says something of requests, first the companion, then Explore', () => {
    expect(explained.length).toBeGreaterThan(20);
    for (const one of explained) {
      const [first, second] = linksOf(one);
      expect([one.id, first?.url.pathname, second?.title]).toEqual([
        one.id,
        '/d/dynamo-requests',
        'Traces and logs in Explore (editors)',
      ]);
    }
  });

  it('are on no other panel', () => {
    const others = placed.filter(({ panel }) => panel.explain === undefined);
    expect(others.filter((one) => linksOf(one).some(({ url }) => url.pathname === '/explore'))).toEqual([]);
  });

  it('ask for ten minutes around a point, and for the range of the page where a value has no time', () => {
    for (const one of explained) {
      const params = linksOf(one)[0]?.url.searchParams;
      const timeless = one.panel.kind === 'stat' || one.panel.kind === 'bargauge';
      expect([one.id, params?.get('time'), params?.get('time.window'), params?.get('from')]).toEqual(
        timeless ? [one.id, null, null, '1795354800000'] : [one.id, '1795356000000', '600000', null]
      );
    }
  });

  it('keep a label whole, whatever it holds', () => {
    const byModel = explained.filter(({ panel }) => Object.values(panel.explain?.by ?? {}).includes('model'));
    expect(byModel.length).toBeGreaterThan(2);
    for (const one of byModel) {
      expect(linksOf(one)[0]?.url.searchParams.get('var-model')).toBe(click.labels['model']);
    }
  });

  it('open two panes of Explore, of the chosen data sources, up to the point', () => {
    const ordinary = {
      ...click,
      labels: { ...click.labels, model: 'meta/llama-3.1 (8B) & #+%' },
      variables: anyVariable,
    };
    for (const { dashboard, panel, id } of explained) {
      const json = drawnPanels(jsonOf(dashboard)).find(({ title }) => title === panel.title);
      const link = json && dataLinksOf(json).find(({ url }) => url.startsWith('/explore'));
      const panes = explorePanes(new URL(filledUrl(link?.url ?? '', ordinary), 'http://g'));
      expect([id, panes.map(({ source, uid }) => [source, uid])]).toEqual([
        id,
        [
          ['tempo', 'T'],
          ['loki', 'L'],
        ],
      ]);
      const timeless = panel.kind === 'stat' || panel.kind === 'bargauge';
      expect(panes.map(({ to }) => to)).toEqual(Array(2).fill(timeless ? '1795358400000' : '1795356000000'));
      if (Object.values(panel.explain?.by ?? {}).includes('model')) {
        expect(panes.every(({ text }) => text.includes('`meta/llama-3.1 (8B) & #+%`'))).toBe(true);
      }
    }
  });

  it('need data sources that the dashboard has a variable for, shown or not', () => {
    for (const dashboard of everyDashboard) {
      const json = jsonOf(dashboard);
      const names = json.templating.list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const leads = drawnPanels(json).some((panel) => dataLinksOf(panel).some(({ url }) => url.startsWith('/explore')));
      expect([dashboard.uid, names.includes('tempo_datasource')]).toEqual([
        dashboard.uid,
        leads || companions.includes(dashboard),
      ]);
    }
  });

  it('are left out where the companion is not exported too', () => {
    const panel = examplePanel({ explain: requestsBehind('ttft') });
    const json = dashboardJson(exampleDashboard([panel]));
    expect(drawnPanels(json).flatMap(dataLinksOf)).toEqual([]);
    expect(json.templating.list.some(({ name }) => name === 'tempo_datasource')).toBe(false);
  });
});
