import type { InstantResult, RangeSeries } from './backend.ts';
import type { PlainFrame } from './frame.ts';
import { seriesName } from './legend.ts';

export interface FrameContext {
  readonly refId: string;
  readonly expr: string;
  readonly legendFormat: string;
  readonly stepMs: number;
  readonly executedQuery: string;
}

/** An instant result in the form of a range result with one point for each series; a text has no series. */
export function asRangeSeries(result: InstantResult): readonly RangeSeries[] {
  switch (result.type) {
    case 'vector':
      return result.samples.map((s) => ({ labels: s.labels, times: [s.timeMs], values: [s.value] }));
    case 'scalar':
      return [{ labels: {}, times: [result.timeMs], values: [result.value] }];
    case 'string':
      return [];
  }
}

/** One frame a series, with its labels on the value field, as Grafana's Prometheus data source returns time series. */
export function seriesFrames(series: readonly RangeSeries[], context: FrameContext): PlainFrame[] {
  return series.map((s) => {
    const name = seriesName(s.labels, context.legendFormat, context.expr);
    return {
      refId: context.refId,
      shape: 'time-series',
      executedQuery: context.executedQuery,
      fields: [
        { name: 'Time', kind: 'time', values: s.times, intervalMs: context.stepMs },
        {
          name: s.labels['__name__'] ?? 'Value',
          kind: 'number',
          values: s.values,
          labels: s.labels,
          ...(name === undefined ? {} : { displayName: name }),
        },
      ],
    };
  });
}
