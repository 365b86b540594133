import type { Labels } from './backend.ts';

/** A column before it becomes a Grafana field: this folder's pure part does without Grafana's packages. */
export interface PlainField {
  readonly name: string;
  readonly kind: 'time' | 'number' | 'string';
  readonly values: ReadonlyArray<number | string | null>;
  readonly labels?: Labels;
  readonly displayName?: string;
  /** Of a time field: the step. Grafana draws a gap where two points stand further apart. */
  readonly intervalMs?: number;
  readonly filterable?: boolean;
}

export interface PlainFrame {
  readonly refId: string;
  readonly shape: 'time-series' | 'table' | 'heatmap-rows';
  /** What was asked of Prometheus, for the query inspector. */
  readonly executedQuery: string;
  readonly fields: readonly PlainField[];
}
