import { dynamo, type Dashboard, type Panel } from '@dynamo-observability/dashboards';
import { rate, sum } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import type { Rule, Subject } from '../check/rule.ts';
import { dashboardJson } from '../dashboard/dashboard-json.ts';
import { drawnPanels, type ExportedPanel } from '../dashboard/exported.ts';

/** A panel without a fault. */
export const examplePanel = (change: Partial<Panel> = {}): Panel => ({
  id: 'requests',
  title: 'Requests',
  question: 'How many requests arrive?',
  reading: 'Falls to zero when nobody asks.',
  kind: 'timeseries',
  queries: [{ source: 'prometheus', refId: 'A', expr: sum(rate(frontend.requests)), legend: 'requests' }],
  options: { legend: { showLegend: true } },
  fieldConfig: { defaults: { unit: 'reqps', noValue: 'No traffic.' }, overrides: [] },
  transformations: [],
  links: [],
  absence: 'No traffic.',
  maxDataPoints: 300,
  ...change,
});

/** A dashboard without a fault: one open row, with the variables of the real one. */
export const exampleDashboard = (
  panels: readonly Panel[] = [examplePanel()],
  change: Partial<Dashboard> = {}
): Dashboard => ({
  uid: 'example',
  title: 'Example',
  description: 'An example.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: dynamo.variables,
  rows: [
    { id: 'first', title: 'First', collapsed: false, panels: panels.map((panel) => ({ panel, width: 8, height: 6 })) },
  ],
  ...change,
});

export function exampleSubject(dashboard: Dashboard = exampleDashboard()): Subject {
  return { dashboard, json: dashboardJson(dashboard) };
}

/** A subject whose exported panel is not what the exporter would write: for faults that our types do not let us write down. */
export function corruptSubject(change: (panel: ExportedPanel) => object): Subject {
  const subject = exampleSubject();
  const panels = drawnPanels(subject.json).map((panel) => ({ ...panel, ...change(panel) }));
  return { ...subject, json: { ...subject.json, panels } };
}

/** A subject with one panel that asks this. */
export const asking = (expr: string): Subject =>
  corruptSubject(({ targets }) => ({ targets: targets.map((target) => ({ ...target, expr })) }));

/** What a rule says about some subjects, without the names. */
export const problemsOf = (rule: Rule, ...subjects: readonly Subject[]): readonly string[] =>
  rule.problems(subjects).map(({ problem }) => problem);
