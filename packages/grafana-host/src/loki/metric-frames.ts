import { createDataFrame, DataFrameType, FieldType, type DataFrame } from '@grafana/data';

import type { RangeSeries } from '../prometheus/backend.ts';
import { formatDuration } from '../prometheus/duration.ts';
import { fillLegend, selectorOf } from '../prometheus/legend.ts';
import { queryStats } from './query-stats.ts';
import type { LokiTarget } from './target.ts';

export interface ExecutedQuery {
  readonly target: LokiTarget;
  /** As it was run, macros replaced. */
  readonly expr: string;
  readonly stepMs: number;
}

/** One frame a series, with its labels on the value field, as Grafana's Loki data source returns a metric over time. */
export function rangeFrames(series: readonly RangeSeries[], data: unknown, query: ExecutedQuery): DataFrame[] {
  const { target, expr, stepMs } = query;
  return series.map(({ labels, times, values }, i) =>
    createDataFrame({
      refId: target.refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: [...times], config: { interval: stepMs } },
        {
          name: 'Value',
          type: FieldType.number,
          values: [...values],
          labels: { ...labels },
          config: { displayNameFromDS: nameOf(labels, target.legendFormat) },
        },
      ],
      meta: {
        type: DataFrameType.TimeSeriesMulti,
        typeVersion: [0, 1],
        // Loki's statistics are those of the whole answer; they go with its first frame.
        ...(i === 0 ? queryStats(data) : {}),
        executedQueryString: `Expr: ${expr}\nStep: ${formatDuration(stepMs)}`,
        preferredVisualisationType: 'graph',
      },
    })
  );
}

/** The values of an instant as one table: time, a column a label, sorted, and the value. No series, no frame. */
export function instantFrames(series: readonly RangeSeries[], { target }: ExecutedQuery): DataFrame[] {
  if (series.length === 0) {
    return [];
  }
  const rows = series.flatMap(({ labels, times, values }) =>
    times.map((time, i) => ({ time, labels, value: values[i] }))
  );
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return [
    createDataFrame({
      refId: target.refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: rows.map(({ time }) => time) },
        ...names.map((name) => ({
          name,
          type: FieldType.string,
          config: { filterable: true },
          values: rows.map(({ labels }) => labels[name] ?? ''),
        })),
        { name: `Value #${target.refId}`, type: FieldType.number, values: rows.map(({ value }) => value) },
      ],
      meta: { preferredVisualisationType: 'table' },
    }),
  ];
}

const nameOf = (labels: RangeSeries['labels'], legendFormat: string): string =>
  legendFormat === '' ? selectorOf(labels) : fillLegend(legendFormat, labels);
