import { gridWidth, type Placed } from '@dynamo-observability/dashboards';

/** Of the grid of a dashboard, in pixels: a unit of height, and the space between panels. */
const CELL = 30;
const GAP = 8;

/** What is left for the grid of a window 1440 wide. */
const PAGE_WIDTH = 1392;

/** How large a panel is on its dashboard, in pixels. */
export function panelSize({ width, height }: Placed): { readonly width: number; readonly height: number } {
  const column = (PAGE_WIDTH - GAP * (gridWidth - 1)) / gridWidth;
  return { width: Math.floor(width * (column + GAP) - GAP), height: height * (CELL + GAP) - GAP };
}
