import { difference, nothing } from './bounds.ts';
import { pair, type Truth } from './truth.ts';

/** Of quantities that are not negative. */
export const product = (a: Truth, b: Truth): Truth =>
  pair(a, b, (x, y) => ({ low: x.low * y.low, high: x.high * y.high }));

/** The lower of two. */
export const lower = (a: Truth, b: Truth): Truth =>
  pair(a, b, (x, y) => ({ low: Math.min(x.low, y.low), high: Math.min(x.high, y.high) }));

const HOUR = 3600;

/** The change since an hour before, as a rise or a fall; nothing where there was no hour before. */
export const sinceHour = (of: Truth): Truth => ({
  bound: (labels, window) => {
    const then = { ...window, at: window.at - HOUR };
    if (then.at <= 0) {
      return nothing;
    }
    const [now, before] = [of.bound(labels, window), of.bound(labels, then)];
    return now === undefined || before === undefined || labels['line'] === 'vs 1 h before'
      ? undefined
      : difference(now, before);
  },
  expected: (window) => (window.at <= HOUR ? [{ line: 'vs 1 h before' }] : []),
});

/** A number that is told with each of these labels. */
export const withNow = (of: Truth): { readonly A: Truth; readonly B: Truth } => ({ A: of, B: sinceHour(of) });
