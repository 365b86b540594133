import { traceIdInLogs } from '@dynamo-observability/signals';

import type { Value } from '../value.ts';
import { fieldName, type Field } from './condition.ts';
import type { TraceExpr } from './expr.ts';
import type { Condition, TraceMetricNode } from './node.ts';

/**
 * Traces that have, for each condition, a span which meets it. Not `>>`: that needs the root of the trace, which is elsewhere when
 * the caller began it (tempo-loki-facts.md 1.2).
 */
export const traces = (...spansets: readonly Condition[]): TraceExpr => ({
  node: { kind: 'search', spansets, select: [] },
});

/** The same search with these fields as columns of the answer. A search that is none is left as it is. */
export const select = ({ node }: TraceExpr, ...fields: readonly Field[]): TraceExpr =>
  node.kind === 'search' ? { node: { ...node, select: fields.map(fieldName) } } : { node };

/**
 * One trace with all its spans.
 * @throws {Error} unless the id is up to 32 hex digits, or filled in by Grafana.
 */
export const trace = (id: string | Extract<Value, { template: string }>): TraceExpr => ({
  node: { kind: 'trace', id: typeof id === 'string' ? { text: traceIdInLogs(id) } : id },
});

interface Grouping {
  /** Five at most: Tempo takes no more. */
  readonly by?: readonly Field[];
}

const metric = (
  name: string,
  spans: readonly Condition[],
  { by = [] }: Grouping,
  more: Partial<TraceMetricNode> = {}
): TraceExpr => ({
  node: { kind: 'metric', spansets: spans, function: name, quantiles: [], by: by.map(fieldName), ...more },
});

/** Spans per second. */
export const rate = (spans: Condition, grouping: Grouping = {}): TraceExpr => metric('rate', [spans], grouping);

/** How many spans there are in each step. */
export const count = (spans: Condition, grouping: Grouping = {}): TraceExpr =>
  metric('count_over_time', [spans], grouping);

/** The longest span in each step, in seconds; with `top` the slowest of all, exactly, when asked once over a range. */
export const longest = (spans: Condition, { by = [], top }: Grouping & { readonly top?: number } = {}): TraceExpr =>
  metric('max_over_time', [spans], { by }, { of: 'duration', ...(top === undefined ? {} : { top }) });

/**
 * Quantiles of the duration of spans, in seconds. Rough: Tempo counts in buckets that double, so never hold them against
 * Prometheus (tempo-loki-facts.md 3).
 */
export const quantiles = (spans: Condition, q: readonly number[], grouping: Grouping = {}): TraceExpr =>
  metric('quantile_over_time', [spans], grouping, { of: 'duration', quantiles: q });
