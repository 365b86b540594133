import type { Dashboard, Panel, Row } from './model.ts';

/** Where a panel stands: the grid is 24 wide, a unit of height is about 38 pixels. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface LaidOutPanel {
  readonly panel: Panel;
  readonly gridPos: GridPos;
}

export interface LaidOutRow {
  readonly row: Row;
  /** Of the row's title; it is one unit high and as wide as the grid. */
  readonly gridPos: GridPos;
  readonly panels: readonly LaidOutPanel[];
}

export const gridWidth = 24;

/**
 * Puts the panels of each row from left to right, wrapping where the width is used up. The same positions serve the app and the
 * exported JSON. Panels of a collapsed row stand where they will be when it is opened.
 * @throws RangeError when a panel is wider than the grid.
 */
export function layout(dashboard: Dashboard): readonly LaidOutRow[] {
  const rows: LaidOutRow[] = [];
  let top = 0;
  for (const row of dashboard.rows) {
    const { panels, bottom } = flow(row, top + 1);
    rows.push({ row, gridPos: { x: 0, y: top, w: gridWidth, h: 1 }, panels });
    top = row.collapsed ? top + 1 : bottom;
  }
  return rows;
}

function flow(row: Row, top: number): { panels: LaidOutPanel[]; bottom: number } {
  const panels: LaidOutPanel[] = [];
  let [x, y, lineHeight] = [0, top, 0];
  for (const { panel, width, height } of row.panels) {
    if (width > gridWidth) {
      throw new RangeError(`Panel "${panel.id}" is ${width} wide; a row has ${gridWidth}`);
    }
    if (x + width > gridWidth) {
      [x, y, lineHeight] = [0, y + lineHeight, 0];
    }
    panels.push({ panel, gridPos: { x, y, w: width, h: height } });
    x += width;
    lineHeight = Math.max(lineHeight, height);
  }
  return { panels, bottom: y + lineHeight };
}
