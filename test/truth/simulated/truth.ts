import { edgeBound, meanBound, quantileBound, quotient, rateBound, scaled, type Bound } from './bounds.ts';
import type { LabelValues, Observations, Window } from './observations.ts';
import type { SeenStates } from './states.ts';

/**
 * What the values of a query must be, reckoned from what truly happened and not from what was scraped. It is made from the
 * panel's question; it knows nothing of its query.
 */
export interface Truth {
  /** For one series at one moment; undefined where nothing can be said, such as a mean without anything certain. */
  bound(labels: LabelValues, window: Window): Bound | undefined;
  /** The series that must be there. */
  expected(window: Window): readonly LabelValues[];
}

/** Events each second, or of their values. */
export const rate = (of: Observations, factor = 1): Truth => ({
  bound: (labels, window) => scaled(rateBound(of.seen(labels, window), window), factor),
  expected: (window) => of.expected(window),
});

/** Of values; a share of events has 1 for those that count and 0 for the others. */
export const mean = (of: Observations): Truth => ({
  bound: (labels, window) => meanBound(of.seen(labels, window)),
  expected: (window) => of.expected(window),
});

export const quantile = (of: Observations, portion: number, bounds: readonly number[]): Truth => ({
  bound: (labels, window) => quantileBound(portion, of.seen(labels, window), bounds),
  expected: (window) => of.expected(window),
});

/** The edge of the bucket that holds a quantile. */
export const edge = (
  of: Observations,
  portion: number,
  bounds: readonly number[],
  which: 'lower' | 'upper'
): Truth => ({
  bound: (labels, window) => edgeBound(portion, of.seen(labels, window), bounds, which),
  expected: () => [],
});

/** Exactly what a process had at its last scrape. */
export const state = (of: SeenStates): Truth => ({
  bound: (labels, { at }) => of.bound(labels, at),
  expected: ({ at }) => of.expected(at),
});

export const ratio = (above: Truth, below: Truth): Truth => ({
  bound: (labels, window) => quotient(above.bound(labels, window), below.bound(labels, window)),
  expected: (window) => above.expected(window).filter((labels) => below.bound(labels, window) !== undefined),
});

/** A query of several lines, which are told apart by the label `line`. */
export function lines(each: { readonly [line: string]: Truth }): Truth {
  return {
    bound: (labels, window) => each[labels['line'] ?? '']?.bound(labels, window),
    expected: (window) =>
      Object.entries(each).flatMap(([line, truth]) => truth.expected(window).map((labels) => ({ ...labels, line }))),
  };
}

/** What happens so seldom, or belongs to so few series, that a missing one is no fault. */
export const optional = (truth: Truth): Truth => ({ ...truth, expected: () => [] });

/** Why nothing can be said of a query. */
export interface Untold {
  readonly reason: string;
}

/** By the refId of the panel's queries. */
export type PanelTruth = { readonly [refId: string]: Truth | Untold };

export const isTold = (truth: Truth | Untold): truth is Truth => 'bound' in truth;
