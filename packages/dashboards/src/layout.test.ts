import { describe, expect, it } from 'vitest';

import { dashboards } from './dashboards.ts';
import { dynamo } from './dynamo.ts';
import { layout } from './layout.ts';
import type { Dashboard } from './model.ts';
import { panelNumber } from './panel-number.ts';

const [first] = dynamo.rows[0]?.panels ?? [];
if (first === undefined) {
  throw new Error('the Dynamo dashboard has no panels');
}
const placed = (id: string, width: number, height: number) => ({ panel: { ...first.panel, id }, width, height });
const dashboardOf = (...rows: Dashboard['rows']): Dashboard => ({ ...dynamo, rows });

describe('layout', () => {
  it('puts panels side by side and wraps where the width is used up', () => {
    const [row] = layout(
      dashboardOf({
        id: 'r',
        title: 'R',
        collapsed: false,
        panels: [placed('a', 12, 8), placed('b', 12, 6), placed('c', 8, 4)],
      })
    );
    expect(row?.gridPos).toEqual({ x: 0, y: 0, w: 24, h: 1 });
    expect(row?.panels.map((p) => p.gridPos)).toEqual([
      { x: 0, y: 1, w: 12, h: 8 },
      { x: 12, y: 1, w: 12, h: 6 },
      { x: 0, y: 9, w: 8, h: 4 },
    ]);
  });

  it('starts a row below the tallest panel of the one before; a collapsed row takes one line', () => {
    const [, second, third] = layout(
      dashboardOf(
        { id: 'r1', title: '1', collapsed: false, panels: [placed('a', 8, 4), placed('b', 8, 9)] },
        { id: 'r2', title: '2', collapsed: true, panels: [placed('c', 24, 8)] },
        { id: 'r3', title: '3', collapsed: false, panels: [] }
      )
    );
    expect(second?.gridPos.y).toBe(10);
    expect(third?.gridPos.y).toBe(11);
  });

  it('names the panel that is too wide', () => {
    expect(() =>
      layout(dashboardOf({ id: 'r', title: 'R', collapsed: false, panels: [placed('wide', 25, 8)] }))
    ).toThrow(/"wide" is 25 wide/);
  });

  it.each(dashboards.map((d) => [d.uid, d] as const))('never lets two open panels of %s overlap', (_, dashboard) => {
    const boxes = layout(dashboard).flatMap((r) => [
      r.gridPos,
      ...(r.row.collapsed ? [] : r.panels.map((p) => p.gridPos)),
    ]);
    const overlapping = boxes.filter((a, i) =>
      boxes.some((b, j) => i < j && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)
    );
    expect(overlapping).toEqual([]);
  });
});

describe('panel numbers', () => {
  it('depend on the slug alone and fit Grafana', () => {
    expect(panelNumber('ttft')).toBe(862599);
    expect(panelNumber('ttft')).not.toBe(panelNumber('itl'));
    expect(panelNumber('模型')).toBeGreaterThan(0);
  });
});
