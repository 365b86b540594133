import { createDataFrame, createTheme, FieldType, getDisplayProcessor, type DataFrame } from '@grafana/data';

import type { FoundTrace, SpanSet } from './found-traces.ts';
import { hiddenTraceId, rowsOf, spanColumns, type Fields, type RowLinks } from './span-columns.ts';

/** One row a trace, its spans as tables inside the row: what `tableType: traces` gives in Grafana. */
export function tracesTable(traces: readonly FoundTrace[], links: RowLinks): DataFrame {
  return createDataFrame({
    name: 'Traces',
    refId: 'traces',
    fields: [
      ...traceColumns(traces, links),
      {
        name: 'nested',
        type: FieldType.nestedFrames,
        values: traces.map((trace) => trace.spanSets.map((set) => spanSetTable(trace, set, links))),
      },
    ],
    meta: { preferredVisualisationType: 'table', uniqueRowIdFields: [0] },
  });
}

function traceColumns(traces: readonly FoundTrace[], links: RowLinks): Fields {
  return [
    {
      name: 'traceID',
      type: FieldType.string,
      config: { unit: 'string', displayNameFromDS: 'Trace ID', custom: { width: 200 }, links: [links.trace] },
      values: traces.map(({ traceID }) => traceID),
    },
    {
      name: 'startTime',
      type: FieldType.time,
      config: { displayNameFromDS: 'Start time', custom: { width: 200 } },
      values: traces.map(({ startMs }) => startMs),
    },
    {
      name: 'traceService',
      type: FieldType.string,
      config: { displayNameFromDS: 'Service' },
      values: traces.map(({ rootServiceName }) => rootServiceName),
    },
    {
      name: 'traceName',
      type: FieldType.string,
      config: { displayNameFromDS: 'Name' },
      values: traces.map(({ rootTraceName }) => rootTraceName),
    },
    {
      name: 'traceDuration',
      type: FieldType.number,
      config: { displayNameFromDS: 'Duration', unit: 'ms', custom: { width: 120 } },
      // Grafana's way to say that Tempo gave no duration.
      values: traces.map(({ durationMs }) => (durationMs === 0 ? '<1ms' : durationMs)),
    },
  ];
}

function spanSetTable(trace: FoundTrace, set: SpanSet, links: RowLinks): DataFrame {
  const rows = rowsOf(trace, set);
  const frame = createDataFrame({
    fields: [hiddenTraceId(rows), ...spanColumns(rows, set.attributeNames, links.span, { width: 200 })],
    meta: { preferredVisualisationType: 'table' },
  });
  // Field overrides do not reach frames inside frames, so each brings its own formatting.
  const theme = createTheme();
  for (const field of frame.fields) {
    field.display = getDisplayProcessor({ field, theme });
  }
  return frame;
}
