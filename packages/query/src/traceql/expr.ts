import type { TraceNode } from './node.ts';

/** A search for traces, one trace, or numbers made from spans, as TraceQL. */
export interface TraceExpr {
  readonly node: TraceNode;
}
