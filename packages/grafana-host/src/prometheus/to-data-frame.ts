import { createDataFrame, DataFrameType, FieldType, type DataFrame, type PartialDataFrame } from '@grafana/data';

import type { PlainField, PlainFrame } from './frame.ts';

const fieldTypes = { time: FieldType.time, number: FieldType.number, string: FieldType.string } as const;

/** A frame with the meta data that Grafana's Prometheus data source gives it. */
export function toDataFrame(frame: PlainFrame): DataFrame {
  return createDataFrame({
    refId: frame.refId,
    fields: frame.fields.map(toField),
    meta: { executedQueryString: frame.executedQuery, ...shapes[frame.shape] },
  });
}

const shapes = {
  'time-series': { type: DataFrameType.TimeSeriesMulti, preferredVisualisationType: 'graph' },
  'heatmap-rows': { type: DataFrameType.HeatmapRows },
  table: { preferredVisualisationType: 'rawPrometheus' },
} as const;

function toField(field: PlainField): PartialDataFrame['fields'][number] {
  return {
    name: field.name,
    type: fieldTypes[field.kind],
    values: [...field.values],
    ...(field.labels === undefined ? {} : { labels: { ...field.labels } }),
    config: {
      ...(field.displayName === undefined ? {} : { displayNameFromDS: field.displayName }),
      ...(field.intervalMs === undefined ? {} : { interval: field.intervalMs }),
      ...(field.filterable === undefined ? {} : { filterable: field.filterable }),
    },
  };
}
