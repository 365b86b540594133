export type ResultFormat = 'time_series' | 'table' | 'heatmap';

/** A query of Grafana's Prometheus data source, as it stands in a panel. */
export interface PrometheusTarget {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly format: ResultFormat;
  readonly instant: boolean;
  readonly range: boolean;
  /** `min step`; empty when not set. */
  readonly interval: string;
}

/** A target as it comes: fields may be missing. */
export interface RawTarget {
  readonly refId: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly format?: ResultFormat;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly interval?: string;
  readonly hide?: boolean;
}

/** Fills in what Grafana takes for granted: a query that says neither range nor instant is a range query. */
export function completeTarget(raw: RawTarget): PrometheusTarget {
  const instant = raw.instant ?? false;
  return {
    refId: raw.refId,
    expr: raw.expr ?? '',
    legendFormat: raw.legendFormat ?? '',
    format: raw.format ?? 'time_series',
    instant,
    range: raw.range ?? !instant,
    interval: raw.interval ?? '',
  };
}
