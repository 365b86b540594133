import type { GrafanaTheme2, TimeRange } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleOrientation } from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

export interface RowLabel {
  /** On the y scale. */
  readonly at: number;
  readonly text: string;
}

export interface CellPlot {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly timeRange: TimeRange;
  /** Rows from the bottom upwards; row `i` reaches from `i` to `i + 1` on the y scale. */
  readonly rows: number;
  /** The labels of the y axis for a plot of this height in pixels. */
  readonly labels: (height: number) => readonly RowLabel[];
  /** Called with the canvas clipped to the plot. */
  readonly draw: (u: uPlot) => void;
}

export const X = 'x';
export const Y = 'y';

/** A plot of cells: time across, rows upwards, painted by the caller. Panels that uPlot has no series for are built on it. */
export function cellPlot({ theme, timeZone, timeRange, rows, labels, draw }: CellPlot): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  config.addScale({
    scaleKey: X,
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [timeRange.from.valueOf(), timeRange.to.valueOf()],
  });
  config.addScale({
    scaleKey: Y,
    isTime: false,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: () => [0, rows],
  });
  config.addAxis({ scaleKey: X, isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
  config.addAxis({
    scaleKey: Y,
    isTime: false,
    placement: AxisPlacement.Left,
    theme,
    grid: { show: false },
    splits: (u) => labels(heightOf(u)).map(({ at }) => at),
    values: (u) => labels(heightOf(u)).map(({ text }) => text),
  });
  // uPlot wants a series to find the time under the cursor; it draws nothing.
  config.addSeries({ scaleKey: Y, theme, pathBuilder: () => null, pointsBuilder: () => false, show: true });
  config.setCursor({
    focus: { prox: Infinity },
    drag: { x: true, y: false, setScale: false },
    points: { show: false },
  });
  config.addHook('draw', (u) => clipped(u, draw));
  return config;
}

const heightOf = (u: uPlot): number => u.bbox.height / devicePixelRatio;

function clipped(u: uPlot, draw: (u: uPlot) => void): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(u);
  ctx.restore();
}

/** The data of a cell plot: the times, and a value at each so that the cursor finds them. */
export const cellPlotData = (times: readonly number[]): [number[], number[]] => [[...times], times.map(() => 0)];

/** What lies under the cursor, in the plot's own values; undefined while the cursor is outside. */
export function underCursor(u: uPlot): { readonly timeMs: number; readonly row: number } | undefined {
  const { left = -1, top = -1 } = u.cursor;
  if (left < 0 || top < 0) {
    return undefined;
  }
  return { timeMs: u.posToVal(left, X), row: Math.floor(u.posToVal(top, Y)) };
}
