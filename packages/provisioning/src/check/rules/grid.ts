import { gridWidth, type GridPos } from '@dynamo-observability/dashboards';

import { isRow, type ExportedPanel, type ExportedRow } from '../../dashboard/exported.ts';
import { dashboardRule, type Problem } from '../rule.ts';

type Placed = Pick<ExportedPanel | ExportedRow, 'title' | 'id' | 'gridPos'>;

const nameOf = ({ title, id }: Placed) => title ?? String(id);

const overlap = (a: GridPos, b: GridPos) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Faults among panels that are seen together. */
function faults(panels: readonly Placed[]): readonly Omit<Problem, 'dashboard'>[] {
  return panels.flatMap((panel, i) => {
    const { x, y, w, h } = panel.gridPos;
    const outside = x < 0 || y < 0 || w < 1 || h < 1 || x + w > gridWidth;
    return [
      ...(outside
        ? [{ panel: nameOf(panel), problem: `it stands outside the grid: x ${x}, y ${y}, ${w} wide, ${h} high` }]
        : []),
      ...panels
        .slice(i + 1)
        .filter((other) => overlap(panel.gridPos, other.gridPos))
        .map((other) => ({ panel: nameOf(panel), problem: `it overlaps "${nameOf(other)}"` })),
    ];
  });
}

/** Panels of a collapsed row are seen only when it is opened, and then push the rest down. */
export const gridOverlap = dashboardRule(
  'grid-overlap',
  'Change width or height so that each panel has a place of its own in the 24 columns.',
  ({ json }) => [...faults(json.panels), ...json.panels.filter(isRow).flatMap((row) => faults(row.panels))]
);
