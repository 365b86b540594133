import { config } from '@grafana/runtime';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { ShownQueries } from '../panel/shown-queries.ts';
import { panelOf } from '../testing/definitions.ts';
import { startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { alertRuleUrl, mayAlert, ruleFormValues } from './alert-rule.ts';

const dataSource = { uid: 'prometheus', type: 'prometheus' };
const shown: ShownQueries = { dataSource, queries: [{ refId: 'A', expr: 'm{model="a&b#"}', format: 'time_series' }] };
const panel = panelOf([], { title: 'Time to first token', question: 'How long?', reading: 'Low is good.' });

const objective = { id: 'ttft', title: 'TTFT', source: 'x', target: 0.99, windowDays: 30, threshold: 2 };

beforeAll(() => startWith(new FakePrometheus()));
beforeEach(() => {
  config.unifiedAlertingEnabled = true;
  config.buildInfo.version = '12.3.2';
  config.bootData.user.permissions = { 'alert.rules:create': true };
});
afterEach(() => {
  config.unifiedAlertingEnabled = false;
  config.bootData.user.permissions = {};
});

describe('an alert rule may be made', () => {
  it('of a panel with numbers', () => {
    expect(mayAlert(panel, shown)).toBe(true);
  });

  it('by nobody without the permission', () => {
    config.bootData.user.permissions = { 'alert.rules:read': true };
    expect(mayAlert(panel, shown)).toBe(false);
  });

  it('nowhere when Grafana does not evaluate rules', () => {
    config.unifiedAlertingEnabled = false;
    expect(mayAlert(panel, shown)).toBe(false);
  });

  it.each([
    ['12.3.0', false],
    ['12.3.1+security-01', false],
    ['12.3.2', true],
    ['12.3.10', true],
    ['13.0.0', true],
  ])('in Grafana %s: %s', (version, may) => {
    config.buildInfo.version = version;
    expect(mayAlert(panel, shown)).toBe(may);
  });

  it.each(['heatmap', 'table', 'state-timeline'] as const)('of no %s', (kind) => {
    expect(mayAlert({ ...panel, kind }, shown)).toBe(false);
  });
});

describe('the form of an alert rule', () => {
  it('gets the query at its last value, reduced, against a limit', () => {
    expect(ruleFormValues(panel, shown)).toMatchObject({
      type: 'grafana',
      name: 'Time to first token',
      condition: 'C',
      queries: [
        { refId: 'A', datasourceUid: 'prometheus', model: { expr: 'm{model="a&b#"}', instant: true, range: false } },
        { refId: 'B', datasourceUid: '__expr__', model: { type: 'reduce', expression: 'A', reducer: 'last' } },
        { refId: 'C', datasourceUid: '__expr__', model: { type: 'threshold', expression: 'B' } },
      ],
    });
  });

  it.each([
    ['the threshold of the objective, where a time is measured', 's', { type: 'gt', params: [2] }],
    ['the target of the objective, where a share is measured', 'percentunit', { type: 'lt', params: [0.99] }],
  ])('compares with %s', (_, unit, evaluator) => {
    const withObjective = panelOf([], { objective, fieldConfig: { defaults: { unit }, overrides: [] } });
    expect(ruleFormValues(withObjective, shown).queries.at(-1)?.model).toMatchObject({ conditions: [{ evaluator }] });
  });

  it('gives its expressions letters that no query has', () => {
    const queries = ['A', 'C', 'D'].map((refId) => ({ refId, expr: 'x' }));
    const letters = ruleFormValues(panel, { dataSource, queries }).queries.map(({ refId }) => refId);
    expect(letters).toEqual(['A', 'C', 'D', 'B', 'E']);
  });

  it('is opened by an address that survives hostile values, and knows the way back', () => {
    const url = new URL(alertRuleUrl(panel, shown, '/a/app/dynamo?var-model=a%26b'), 'http://grafana');
    expect(url.pathname).toBe('/alerting/new');
    expect(JSON.parse(url.searchParams.get('defaults') ?? '')).toEqual(ruleFormValues(panel, shown));
    expect(url.searchParams.get('returnTo')).toBe('/a/app/dynamo?var-model=a%26b');
  });
});
