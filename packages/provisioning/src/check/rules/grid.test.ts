import { describe, expect, it } from 'vitest';

import { dashboardJson } from '../../dashboard/dashboard-json.ts';
import { isRow } from '../../dashboard/exported.ts';
import {
  corruptSubject,
  exampleDashboard,
  examplePanel,
  exampleSubject,
  problemsOf,
} from '../../testing/example-dashboard.ts';
import { gridOverlap } from './grid.ts';

const three = exampleDashboard(['a', 'b', 'c', 'd'].map((id) => examplePanel({ id, title: id })));
const at = (x: number, y: number, w: number, h: number) => corruptSubject(() => ({ gridPos: { x, y, w, h } }));

describe('grid-overlap', () => {
  it('accepts panels side by side and in lines', () => {
    expect(problemsOf(gridOverlap, exampleSubject(three))).toEqual([]);
  });

  it('sees two panels in one place', () => {
    const json = dashboardJson(three);
    const panels = json.panels.map((panel) =>
      panel.title === 'b' ? { ...panel, gridPos: { ...panel.gridPos, x: 7 } } : panel
    );
    const subject = { dashboard: three, json: { ...json, panels } };
    expect(gridOverlap.problems([subject])).toEqual([{ dashboard: 'example', panel: 'a', problem: 'it overlaps "b"' }]);
  });

  it.each([
    [20, 0, 8, 6],
    [-1, 0, 8, 6],
    [0, 0, 0, 6],
    [0, 0, 8, 0],
  ])('sees a panel outside the grid: x %i, y %i, %i wide, %i high', (x, y, w, h) => {
    expect(problemsOf(gridOverlap, at(x, y, w, h))).toEqual([
      `it stands outside the grid: x ${x}, y ${y}, ${w} wide, ${h} high`,
    ]);
  });

  it('looks into collapsed rows, but not through their lid', () => {
    const row = (id: string) => ({
      id,
      title: id,
      collapsed: true,
      panels: [{ panel: examplePanel({ id: `${id}-panel` }), width: 8, height: 6 }],
    });
    const collapsed = exampleDashboard([], { rows: [row('x'), row('y')] });
    expect(problemsOf(gridOverlap, exampleSubject(collapsed))).toEqual([]);

    const json = dashboardJson(collapsed);
    const twice = json.panels.map((r) => (isRow(r) ? { ...r, panels: r.panels.flatMap((p) => [p, p]) } : r));
    expect(problemsOf(gridOverlap, { dashboard: collapsed, json: { ...json, panels: twice } })).toHaveLength(2);
  });
});
