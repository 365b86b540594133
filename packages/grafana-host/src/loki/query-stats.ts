import type { QueryResultMetaStat } from '@grafana/data';

import { fieldOf } from '../api/read.ts';

const shown: ReadonlyArray<readonly [key: string, displayName: string, unit: string]> = [
  ['bytesProcessedPerSecond', 'Summary: bytes processed per second', 'Bps'],
  ['linesProcessedPerSecond', 'Summary: lines processed per second', ''],
  ['totalBytesProcessed', 'Summary: total bytes processed', 'decbytes'],
  ['totalLinesProcessed', 'Summary: total lines processed', ''],
  ['execTime', 'Summary: exec time', 's'],
];

/** What the query cost, for the query inspector: the summary of Loki's statistics, where Loki sent one. */
export function queryStats(data: unknown): { stats?: QueryResultMetaStat[] } {
  const summary = fieldOf(fieldOf(data, 'stats'), 'summary');
  if (summary === undefined) {
    return {};
  }
  const stats = shown.map(([key, displayName, unit]) => ({
    displayName,
    ...(unit === '' ? {} : { unit }),
    value: Number(fieldOf(summary, key) ?? 0),
  }));
  return { stats };
}
