import { dashboards } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { exampleDashboard, examplePanel } from '../testing/example-dashboard.ts';
import { checkDashboards, rules } from './check-dashboards.ts';
import { acceptedExceptions, type Exception } from './exceptions.ts';

const untitled = exampleDashboard([examplePanel({ title: '' }), examplePanel({ id: 'second', title: 'Second' })]);
const excused: Exception = {
  rule: 'panel-title',
  dashboard: 'example',
  panel: 'requests',
  about: 'no title',
  reason: 'The row says it.',
};

/** Every query of ten pages, parsed with several choices of variables: some seconds on a busy machine. */
const patient = { timeout: 60_000 };

describe('the dashboards of this project', () => {
  it('meet every rule, or are excused with a reason', patient, () => {
    expect(checkDashboards(dashboards)).toEqual([]);
  });

  it('need each of their exceptions', () => {
    expect(acceptedExceptions.filter(({ reason }) => reason.trim() === '')).toEqual([]);
  });
});

describe('the rules', () => {
  it('have a name each, and a way to mend', () => {
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length);
    expect(rules.filter((rule) => rule.mend.trim() === '')).toEqual([]);
  });

  it('say which rule, dashboard and panel, what is wrong and how to mend it', () => {
    expect(checkDashboards([untitled], [])).toEqual([
      {
        rule: 'panel-title',
        dashboard: 'example',
        panel: 'requests',
        problem: 'it has no title',
        mend: expect.stringContaining('Give the panel') as string,
      },
    ]);
  });
});

describe('an exception', () => {
  it('excuses the finding it names', () => {
    expect(checkDashboards([untitled], [excused])).toEqual([]);
  });

  it.each([
    ['rule', { rule: 'panel-unit' }],
    ['dashboard', { dashboard: 'other' }],
    ['panel', { panel: 'second' }],
    ['part of the text', { about: 'four words' }],
  ])('with another %s excuses nothing, and says so', (_, change) => {
    const found = checkDashboards([untitled], [{ ...excused, ...change }]).map((f) => f.rule);
    expect(found).toEqual(['panel-title', 'idle-exception']);
  });

  it('needs a reason', () => {
    expect(checkDashboards([untitled], [{ ...excused, reason: ' ' }]).map((f) => f.rule)).toEqual(['idle-exception']);
  });

  it('for a whole dashboard does not excuse a panel', () => {
    const { panel: _, ...whole } = excused;
    expect(checkDashboards([untitled], [whole]).map((f) => f.rule)).toContain('panel-title');
  });
});
