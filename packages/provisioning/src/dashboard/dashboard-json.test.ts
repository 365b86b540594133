import {
  dashboards,
  describe as describePanel,
  dynamo,
  metricsQueries,
  panelNumber,
} from '@dynamo-observability/dashboards';
import { quantile } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { exampleDashboard, examplePanel } from '../testing/example-dashboard.ts';
import { dashboardJson } from './dashboard-json.ts';
import { drawnPanels, isRow } from './exported.ts';

const onlyPanel = (panel = examplePanel()) => {
  const [exported] = drawnPanels(dashboardJson(exampleDashboard([panel])));
  if (exported === undefined) {
    throw new Error('the panel is missing');
  }
  return exported;
};

describe('a dashboard', () => {
  it('is provisioned under a uid of its own, and edited only in code', () => {
    const json = dashboardJson(exampleDashboard());
    expect(json).toMatchObject({ id: null, uid: 'example', schemaVersion: 42, editable: false, timezone: 'browser' });
    expect(json).not.toHaveProperty('version');
  });

  it('links to its sisters by tag and takes time range and variables along', () => {
    expect(dashboardJson(exampleDashboard()).links).toEqual([
      expect.objectContaining({ type: 'dashboards', tags: ['dynamo'], keepTime: true, includeVars: true }),
    ]);
  });

  it('is the same text every time', () => {
    const text = () => JSON.stringify(dashboards.map((d) => dashboardJson(d, dashboards)));
    expect(text()).toBe(text());
  });

  it('holds every panel once, in its order', () => {
    const slugs = dynamo.rows.flatMap((row) => row.panels.map(({ panel }) => panel.id));
    expect(drawnPanels(dashboardJson(dynamo)).map((panel) => panel.id)).toEqual(slugs.map(panelNumber));
  });
});

describe('rows', () => {
  const row = (id: string, collapsed: boolean) => ({
    id,
    title: id,
    collapsed,
    panels: [{ panel: examplePanel({ id: `${id}-panel` }), width: 8, height: 6 }],
  });
  const json = dashboardJson(
    exampleDashboard([], { rows: [row('open', false), row('shut', true), row('last', false)] })
  );

  it('that are open stand before their panels; collapsed ones hold them', () => {
    expect(json.panels.map((panel) => [panel.type, panel.gridPos.y])).toEqual([
      ['row', 0],
      ['timeseries', 1],
      ['row', 7],
      ['row', 8],
      ['timeseries', 9],
    ]);
    const inside = json.panels.filter(isRow).map((r) => r.panels.map((panel) => panel.id));
    expect(inside).toEqual([[], [panelNumber('shut-panel')], []]);
  });

  it('keep their number when others move', () => {
    const numbers = json.panels.filter(isRow).map((r) => r.id);
    expect(numbers).toEqual(['open', 'shut', 'last'].map(panelNumber));
  });
});

describe('a panel', () => {
  it('has the very options and field configuration that the app uses', () => {
    const panel = examplePanel();
    expect(onlyPanel(panel).options).toBe(panel.options);
    expect(onlyPanel(panel).fieldConfig).toBe(panel.fieldConfig);
  });

  it('is described by its question, how to read it, and its metrics', () => {
    expect(onlyPanel().description).toBe(describePanel(examplePanel()));
    expect(onlyPanel().description).toContain('How many requests arrive?');
  });

  it('is described by what it means when it is empty too, where Grafana has no place for that in the panel', () => {
    const absence = 'Nothing was measured.';
    for (const kind of ['heatmap', 'logs', 'traces', 'table'] as const) {
      const panel = examplePanel({ kind, absence });
      expect(onlyPanel(panel).description).toBe(`${describePanel(panel)}\n\nWhen empty: ${absence}`);
    }
  });

  it('asks over the range in the window that Grafana chooses', () => {
    expect(onlyPanel().targets).toEqual([
      {
        refId: 'A',
        datasource: { type: 'prometheus', uid: '${prometheus_datasource}' },
        editorMode: 'code',
        expr: expect.stringMatching(
          /^sum \(rate\(dynamo_frontend_requests_total\{.*\}\[\$__rate_interval\]\)\)$/
        ) as string,
        legendFormat: 'requests',
        format: 'time_series',
        instant: false,
        range: true,
      },
    ]);
  });

  it('asks once, at the end of the range, when it says so', () => {
    const queries = metricsQueries(examplePanel()).map(
      (query) => ({ ...query, instant: true, format: 'table' }) as const
    );
    const panel = examplePanel({ queries });
    expect(onlyPanel(panel).targets[0]).toMatchObject({ instant: true, range: false, format: 'table' });
  });

  it('has a lowest step only where one is wanted', () => {
    expect(onlyPanel()).not.toHaveProperty('interval');
    expect(onlyPanel(examplePanel({ interval: '1m' })).interval).toBe('1m');
  });

  it('adds its page links behind the links it already has, and leaves the definition as it was', () => {
    const own = { title: 'own', url: '/own' };
    const fieldConfig = { defaults: { unit: 's', noValue: 'x', links: [own] }, overrides: [] };
    const link = { title: 'Only this', dashboard: 'example', variables: { model: 'm' } };
    const exported = onlyPanel(examplePanel({ fieldConfig, links: [link] }));
    const url = expect.stringMatching(/^\/d\/example\?var-model=m&/) as string;
    expect(exported.fieldConfig.defaults.links).toEqual([own, { title: 'Only this', url }]);
    expect(fieldConfig.defaults.links).toEqual([own]);
  });

  it('reads a quantile from the variable of the page', () => {
    const expr = quantile({ variable: 'quantile' }, frontend.timeToFirstToken);
    const panel = examplePanel({ queries: [{ source: 'prometheus', refId: 'A', expr, legend: 'q' }] });
    expect(onlyPanel(panel).targets[0]).toMatchObject({
      expr: expect.stringMatching(/^histogram_quantile\(\$quantile, /) as string,
    });
  });
});
