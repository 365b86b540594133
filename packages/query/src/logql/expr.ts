import type { Kind } from '../expr.ts';
import type { LogMetricNode, LogNode } from './node.ts';

/** Log lines, as LogQL. */
export interface LogExpr {
  readonly node: LogNode;
}

/** Numbers made from log lines, as LogQL. A `share` is never summed, as in PromQL. */
export interface LogMetricExpr<K extends Kind = Kind> {
  readonly node: LogMetricNode;
  /** Never set; carries the type. */
  readonly phantom?: { readonly kind: K };
}

export const logMetric = <K extends Kind>(node: LogMetricNode): LogMetricExpr<K> => ({ node });
