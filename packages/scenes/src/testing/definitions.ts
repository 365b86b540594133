import type { Dashboard, Panel } from '@dynamo-observability/dashboards';
import type { AnyExpr } from '@dynamo-observability/query';

/** A panel of which only what a test is about is said. */
export function panelOf(queries: readonly AnyExpr[], about: Partial<Panel> = {}): Panel {
  const letters = 'ABC';
  return {
    id: 'panel',
    title: 'Panel',
    question: 'How is it?',
    reading: 'Low is good.',
    kind: 'timeseries',
    queries: queries.map((expr, i) => ({
      source: 'prometheus',
      refId: letters.charAt(i),
      expr,
      legend: '{{instance}}',
    })),
    options: { legend: { showLegend: true } },
    fieldConfig: { defaults: { unit: 's', noValue: 'Nothing happened.' }, overrides: [] },
    transformations: [],
    links: [],
    absence: 'Nothing happened.',
    maxDataPoints: 100,
    ...about,
  };
}

/** A dashboard with one row of panels and the data source as its only variable. */
export const dashboardOf = (panels: readonly Panel[], about: Partial<Dashboard> = {}): Dashboard => ({
  uid: 'small',
  title: 'Small',
  description: 'For tests.',
  tags: [],
  from: 'now-1h',
  to: 'now',
  variables: [{ type: 'datasource', name: 'prometheus_datasource', label: 'Metrics', plugin: 'prometheus' }],
  rows: [
    { id: 'row', title: 'Row', collapsed: false, panels: panels.map((panel) => ({ panel, width: 12, height: 8 })) },
  ],
  ...about,
});
