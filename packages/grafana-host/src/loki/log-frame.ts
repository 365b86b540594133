import { createDataFrame, FieldType, type DataFrame, type PartialDataFrame } from '@grafana/data';

import { searchWords } from './line-filters.ts';
import { lineIds } from './line-id.ts';
import { queryStats } from './query-stats.ts';
import { readLines, type LogLine } from './read-lines.ts';
import type { LokiTarget } from './target.ts';

/** A `streams` result as the one frame that Grafana's Loki data source makes of it. `expr` is the query as it was run. */
export function logFrame(data: unknown, target: LokiTarget, expr: string): DataFrame {
  const lines = readLines(data);
  return createDataFrame({
    refId: target.refId,
    fields: fieldsOf(lines),
    meta: {
      typeVersion: [0, 0],
      ...queryStats(data),
      executedQueryString: `Expr: ${expr}`,
      preferredVisualisationType: 'logs',
      limit: target.maxLines,
      searchWords: searchWords(expr),
      custom: {
        frameType: 'LabeledTimeValues',
        lokiQueryStatKey: 'Summary: total bytes processed',
        ...(lines.some(({ labels }) => labels['__error__'] !== undefined)
          ? { error: 'Some lines could not be parsed as the query asks' }
          : {}),
      },
    },
  });
}

function fieldsOf(lines: readonly LogLine[]): PartialDataFrame['fields'] {
  const types = lines.flatMap(({ labelTypes }) => (labelTypes === undefined ? [] : [labelTypes]));
  const nanos = lines.map((line) => line.nanos);
  return [
    { name: 'labels', type: FieldType.other, values: lines.map(({ labels }) => labels) },
    {
      name: 'Time',
      type: FieldType.time,
      values: lines.map(({ timeMs }) => timeMs),
      ...(nanos.some((each) => each !== 0) ? { nanos } : {}),
    },
    { name: 'Line', type: FieldType.string, values: lines.map(({ line }) => line) },
    { name: 'tsNs', type: FieldType.string, values: lines.map(({ timeNs }) => timeNs) },
    ...(types.length === lines.length
      ? [{ name: 'labelTypes', type: FieldType.other, config: { custom: { hidden: true } }, values: types }]
      : []),
    { name: 'id', type: FieldType.string, values: lineIds(lines) },
  ];
}
