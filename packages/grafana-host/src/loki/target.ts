import type { DataQuery } from '@grafana/schema';

/** A query of Grafana's Loki data source, as it stands in a panel. */
export interface LokiQuery extends DataQuery {
  readonly expr?: string;
  readonly queryType?: string;
  readonly legendFormat?: string;
  /** Lines at most; the data source's own limit where not set. */
  readonly maxLines?: number;
  /** A duration; derived from range and width where not set. */
  readonly step?: string;
  readonly resolution?: number;
  readonly direction?: string;
  /** From before there was `queryType`. */
  readonly instant?: boolean;
}

/** A query with everything decided and its variables filled in; macros still stand in `expr`. */
export interface LokiTarget {
  readonly refId: string;
  readonly expr: string;
  readonly kind: 'range' | 'instant';
  readonly legendFormat: string;
  readonly maxLines: number;
  readonly step: string;
  readonly resolution: number;
  readonly direction: 'backward' | 'forward';
}

/** Fills in what Grafana takes for granted. Lines are always asked of a range: Loki refuses them at an instant. */
export function completeTarget(query: LokiQuery, maxLines: number): LokiTarget {
  const expr = query.expr ?? '';
  const isInstant = query.queryType === 'instant' || (query.queryType === undefined && query.instant === true);
  const resolution = query.resolution ?? 1;
  return {
    refId: query.refId,
    expr,
    kind: isInstant && !asksForLines(expr) ? 'instant' : 'range',
    legendFormat: query.legendFormat ?? '',
    maxLines: query.maxLines ?? maxLines,
    step: query.step ?? '',
    resolution: [1, 2, 3, 4, 5, 10].includes(resolution) ? resolution : 1,
    direction: query.direction === 'forward' ? 'forward' : 'backward',
  };
}

/** A query for lines begins with its stream selector, a metric query with a function. */
function asksForLines(expr: string): boolean {
  return /^[\s(]*\{/.test(expr.replace(/^\s*#.*$/gm, ''));
}
