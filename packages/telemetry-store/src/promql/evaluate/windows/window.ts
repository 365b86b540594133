/** The samples of one series that one step sees: entries `from` to `to` (excluded) of `times` and `values`; never empty. */
export interface Window {
  readonly times: Float64Array;
  readonly values: Float64Array;
  from: number;
  to: number;
  /** Bounds of the window and the time of the step, in Unix milliseconds. */
  startMs: number;
  endMs: number;
  stepMs: number;
}

/** A function over a window; `parameter` is its scalar argument, NaN where it takes none. `undefined`: no result. */
export type WindowFunction = (window: Window, parameter: number) => number | undefined;

export function timeAt(window: Window, index: number): number {
  return window.times[index] ?? NaN;
}

export function valueAt(window: Window, index: number): number {
  return window.values[index] ?? NaN;
}
