import type { DataQuery } from '@grafana/schema';

import type { SearchFilter } from './search/search-filters.ts';

export type TableType = 'traces' | 'spans' | 'raw';

/** A query of Grafana's Tempo data source, as it stands in a panel. */
export interface TempoQuery extends DataQuery {
  /** `traceql` when not set: a trace id, a search or a metric, after what `query` holds. `traceqlSearch` is a form of `filters`. */
  readonly queryType?: string;
  readonly query?: string;
  readonly filters?: readonly SearchFilter[];
  /** Traces at most; 20 when not set. */
  readonly limit?: number;
  /** Spans a trace at most; 3 when not set. */
  readonly spss?: number;
  readonly tableType?: TableType;
  readonly metricsQueryType?: 'range' | 'instant';
  /** Of a metric; Tempo chooses when not set. */
  readonly step?: string;
  /** Of a metric: how many at most. */
  readonly exemplars?: number;
}

export type QueryKind = 'trace' | 'search' | 'metrics';

const metricsFunction =
  /\|\s*(?:rate|count_over_time|avg_over_time|max_over_time|min_over_time|sum_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

/** What a TraceQL text asks for, by Grafana's rule: only hex digits are the id of a trace. */
export function kindOf(query: string): QueryKind {
  if (/^[0-9a-f]*$/i.test(query.trim())) {
    return 'trace';
  }
  return metricsFunction.test(query) ? 'metrics' : 'search';
}
