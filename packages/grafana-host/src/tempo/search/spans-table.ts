import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';

import type { FoundTrace } from './found-traces.ts';
import { hiddenTraceId, rowsOf, spanColumns, type RowLinks } from './span-columns.ts';

/** One row a span, a column for each attribute that any of them has: what `tableType: spans` gives in Grafana. */
export function spansTable(traces: readonly FoundTrace[], links: RowLinks): DataFrame {
  const rows = traces.flatMap((trace) => trace.spanSets.flatMap((set) => rowsOf(trace, set)));
  const names = new Set(traces.flatMap(({ spanSets }) => spanSets.flatMap(({ attributeNames }) => attributeNames)));
  return createDataFrame({
    name: 'Spans',
    refId: 'traces',
    fields: [
      hiddenTraceId(rows),
      {
        name: 'traceService',
        type: FieldType.string,
        config: { displayNameFromDS: 'Trace Service', custom: { width: 200 } },
        values: rows.map(({ trace }) => trace.rootServiceName),
      },
      {
        name: 'traceName',
        type: FieldType.string,
        config: { displayNameFromDS: 'Trace Name', custom: { width: 200 } },
        values: rows.map(({ trace }) => trace.rootTraceName),
      },
      ...spanColumns(
        rows,
        [...names].sort((a, b) => a.localeCompare(b)),
        links.span
      ),
    ],
    meta: { preferredVisualisationType: 'table' },
  });
}
