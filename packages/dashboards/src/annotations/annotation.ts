import type { AnyExpr } from '@dynamo-observability/query';

/** Marks on the charts of a page, derived from metrics: a mark wherever the expression has a value above 0. */
export interface Annotation {
  /** Stable slug. */
  readonly id: string;
  /** What the switch is called, at most three words. */
  readonly name: string;
  /** What a mark means, and what to do with it. */
  readonly description: string;
  readonly expr: AnyExpr;
  /** What happened. */
  readonly title: string;
  /** To what: labels of the series, as `{{label}}`. Named by role for scraper labels. No words, so that it needs no translation. */
  readonly text: string;
  /** A colour of Grafana's palette. */
  readonly colour: string;
  /** The value is the time of the mark in Unix milliseconds; otherwise a mark stands at the step. */
  readonly timeIsValue: boolean;
}
