import { panelNumber } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { exampleDashboard, examplePanel, exampleSubject, problemsOf } from '../../testing/example-dashboard.ts';
import { dashboardUid, uniquePanelIds, uniqueTitles, uniqueUids } from './unique.ts';

const first = exampleSubject();
const second = exampleSubject(exampleDashboard([examplePanel({ id: 'other' })], { uid: 'second', title: 'Second' }));

/** Two slugs of one number, found by trying. */
function collision(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let i = 0; ; i++) {
    const slug = `panel-${i}`;
    const other = seen.get(panelNumber(slug));
    if (other !== undefined) {
      return [other, slug];
    }
    seen.set(panelNumber(slug), slug);
  }
}

describe('unique-panel-ids', () => {
  it('accepts panels that differ', () => {
    expect(problemsOf(uniquePanelIds, first, second)).toEqual([]);
  });

  it('names the second of two panels with one id, on one dashboard or two', () => {
    const again = exampleSubject(exampleDashboard([examplePanel()], { uid: 'again' }));
    expect(uniquePanelIds.problems([first, again])).toEqual([
      { dashboard: 'again', panel: 'requests', problem: 'another panel has the id "requests" too' },
    ]);
  });

  it('accepts one panel on two dashboards, and not twice on one', () => {
    const shared = examplePanel();
    const here = exampleSubject(exampleDashboard([shared]));
    const there = exampleSubject(exampleDashboard([shared], { uid: 'there' }));
    expect(problemsOf(uniquePanelIds, here, there)).toEqual([]);
    expect(problemsOf(uniquePanelIds, exampleSubject(exampleDashboard([shared, shared])))).toContain(
      'another panel has the id "requests" too'
    );
  });

  it('sees two ids that happen to have one number', () => {
    const [a, b] = collision();
    const subject = exampleSubject(exampleDashboard([examplePanel({ id: a }), examplePanel({ id: b })]));
    expect(problemsOf(uniquePanelIds, subject)).toEqual([`two panels or rows have the number ${panelNumber(a)}`]);
  });

  it('sees a row with the id of a panel', () => {
    const rows = [
      { id: 'requests', title: 'R', collapsed: true, panels: [{ panel: examplePanel(), width: 8, height: 6 }] },
    ];
    expect(problemsOf(uniquePanelIds, exampleSubject(exampleDashboard([], { rows })))).toHaveLength(1);
  });
});

describe('unique-uids and unique-titles', () => {
  it('accept dashboards that differ', () => {
    expect(problemsOf(uniqueUids, first, second)).toEqual([]);
    expect(problemsOf(uniqueTitles, first, second)).toEqual([]);
  });

  it('do not accept the same twice', () => {
    expect(problemsOf(uniqueUids, first, second, first)).toEqual(['two dashboards have the uid "example"']);
    expect(problemsOf(uniqueTitles, first, second, first)).toHaveLength(2);
  });
});

describe('dashboard-uid', () => {
  it.each(['dynamo', 'dynamo-worker_2', 'x'.repeat(40)])('accepts %s', (uid) => {
    expect(problemsOf(dashboardUid, exampleSubject(exampleDashboard([], { uid })))).toEqual([]);
  });

  it.each(['', 'x'.repeat(41), 'a b', 'ü', '../x'])('refuses "%s"', (uid) => {
    expect(problemsOf(dashboardUid, exampleSubject(exampleDashboard([], { uid })))).toHaveLength(1);
  });
});
