import { dashboards } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { dashboardJson } from '../../dashboard/dashboard-json.ts';
import {
  corruptSubject,
  exampleDashboard,
  examplePanel,
  exampleSubject,
  problemsOf,
} from '../../testing/example-dashboard.ts';
import { schema } from './schema.ts';

const broken = (change: object) => {
  const subject = exampleSubject();
  return problemsOf(schema, { ...subject, json: { ...subject.json, ...change } });
};

describe('schema', () => {
  it('accepts what is exported', () => {
    const subjects = dashboards.map((dashboard) => ({ dashboard, json: dashboardJson(dashboard, dashboards) }));
    expect(problemsOf(schema, ...subjects)).toEqual([]);
  });

  it('accepts collapsed rows and links', () => {
    const link = { title: 'Go', dashboard: 'example', variables: { model: 'x' } };
    const panels = [{ panel: examplePanel({ links: [link], interval: '1m' }), width: 8, height: 6 }];
    const rows = [{ id: 'r', title: 'R', collapsed: true, panels }];
    expect(problemsOf(schema, exampleSubject(exampleDashboard([], { rows })))).toEqual([]);
  });

  it.each([
    [{ surprise: 1 }, 'the dashboard has "surprise"'],
    [{ id: 7 }, '/id must be null'],
    [{ version: 3 }, 'the dashboard has "version"'],
    [{ schemaVersion: 41 }, '/schemaVersion must be equal to one of the allowed values'],
    [{ time: { from: 'now-1h' } }, "/time must have required property 'to'"],
    [{ tags: [1] }, '/tags/0 must be string'],
  ])('refuses a dashboard with %j', (change, problem) => {
    expect(broken(change)).toEqual([problem]);
  });

  it.each([
    ['a misspelt property', { gridPosition: {} }, '/panels/0 has "gridPosition"'],
    ['an unknown kind', { type: 'graph' }, '/panels/0/type must be equal to one of the allowed values'],
    ['a step without a unit', { interval: '60' }, '/panels/0/interval must match pattern "^[0-9]+(ms|s|m|h|d)$"'],
    [
      'a misspelt field option',
      { fieldConfig: { defaults: { units: 's' }, overrides: [] } },
      '/panels/0/fieldConfig/defaults has "units"',
    ],
  ])('refuses a panel with %s', (_, change, problem) => {
    expect(
      problemsOf(
        schema,
        corruptSubject(() => change)
      )
    ).toEqual([problem]);
  });

  it('speaks of the variable that is wrong as what it is meant to be', () => {
    const { json } = exampleSubject();
    const list = json.templating.list.map((v) => (v.name === 'model' ? { ...v, refresh: 1 } : v));
    expect(broken({ templating: { list } })).toEqual([
      '/templating/list/4/refresh must be equal to one of the allowed values',
    ]);
    expect(broken({ templating: { list: [{ type: 'switch' }] } })).toEqual([
      '/templating/list/0/type must be equal to one of the allowed values',
    ]);
  });
});
