import type { Panel, Placed } from './model.ts';

/** Panels of one size, side by side. */
export const line =
  (width: number, height: number) =>
  (...panels: readonly Panel[]): readonly Placed[] =>
    panels.map((panel) => ({ panel, width, height }));

/** Six numbers, high enough for one with its change. */
export const figures = line(4, 5);
export const halves = line(12, 10);
export const thirds = line(8, 8);
