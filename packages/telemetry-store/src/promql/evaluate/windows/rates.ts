import type { Window, WindowFunction } from './window.ts';
import { timeAt, valueAt } from './window.ts';

/** Per second, extrapolated to the window's bounds, resets added back. */
export const rate: WindowFunction = (window) => extrapolated(window, true, (window.endMs - window.startMs) / 1000);

export const increase: WindowFunction = (window) => extrapolated(window, true);

export const delta: WindowFunction = (window) => extrapolated(window, false);

/** Per second between the last two samples; a fall is a reset to zero. */
export const irate: WindowFunction = (window) => {
  const change = lastChange(window, true);
  const seconds = (timeAt(window, window.to - 1) - timeAt(window, window.to - 2)) / 1000;
  return change === undefined ? undefined : change / seconds;
};

export const idelta: WindowFunction = (window) => lastChange(window, false);

function lastChange(window: Window, isCounter: boolean): number | undefined {
  if (window.to - window.from < 2) {
    return undefined;
  }
  const last = valueAt(window, window.to - 1);
  const previous = valueAt(window, window.to - 2);
  return isCounter && last < previous ? last : last - previous;
}

/**
 * The change over the window as Prometheus 2.42 estimates it from the samples inside, per `seconds`; `undefined` below two samples.
 * The factor is divided, not the change, as it does: otherwise ranks that lie on the bound of a bucket round to the other side.
 */
function extrapolated(window: Window, isCounter: boolean, seconds = 1): number | undefined {
  const { from, to } = window;
  if (to - from < 2) {
    return undefined;
  }
  const first = valueAt(window, from);
  const change = valueAt(window, to - 1) - first + (isCounter ? lostToResets(window) : 0);
  const sampledSeconds = (timeAt(window, to - 1) - timeAt(window, from)) / 1000;
  const averageGap = sampledSeconds / (to - from - 1);
  let before = (timeAt(window, from) - window.startMs) / 1000;
  const after = (window.endMs - timeAt(window, to - 1)) / 1000;
  if (isCounter && change > 0 && first >= 0) {
    // A counter starts at zero, so the line is not drawn further back than to where it would cross it.
    before = Math.min(before, sampledSeconds * (first / change));
  }
  // A gap to the bound that is longer than usual means that the series starts or ends inside the window.
  const threshold = averageGap * 1.1;
  const reach = (gap: number): number => (gap < threshold ? gap : averageGap / 2);
  return change * ((sampledSeconds + reach(before) + reach(after)) / sampledSeconds / seconds);
}

function lostToResets(window: Window): number {
  let lost = 0;
  for (let index = window.from + 1; index < window.to; index++) {
    const previous = valueAt(window, index - 1);
    if (valueAt(window, index) < previous) {
      lost += previous;
    }
  }
  return lost;
}
