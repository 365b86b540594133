import type { Span } from '../../traces/trace.ts';
import type { Value } from '../value.ts';

/** Spans of one trace that belong together: what a filter found, or one group of `by()`. */
export interface Spanset {
  readonly spans: readonly Span[];
  /** What `by()` grouped by and aggregates computed, under the name Tempo gives it, e.g. `by(span.model)`. */
  readonly attributes: ReadonlyArray<readonly [name: string, value: Value]>;
}
