import { instantOf } from '../api/nanoseconds.ts';
import { fieldOf, labelsOf, listIn, listOf, sortedLabels } from '../api/read.ts';

/** Where a label of a line comes from: the stream, structured metadata, or a parser in the query. */
export type LabelType = 'I' | 'S' | 'P';

export interface LogLine {
  readonly timeMs: number;
  /** Below a millisecond, from 0 to 999999. */
  readonly nanos: number;
  /** Unix nanoseconds as Loki wrote them. */
  readonly timeNs: string;
  readonly line: string;
  /** Sorted by name, from all sources. */
  readonly labels: Readonly<Record<string, string>>;
  /** Absent where Loki did not tell labels apart. */
  readonly labelTypes?: Readonly<Record<string, LabelType>>;
}

/** The lines of a `streams` result, stream by stream as they came. @throws Error when it has another shape. */
export function readLines(data: unknown): LogLine[] {
  const isCategorized = listIn(data, 'encodingFlags').includes('categorize-labels');
  return listIn(data, 'result').flatMap((stream) => {
    const labels = labelsOf(fieldOf(stream, 'stream'));
    return listIn(stream, 'values').map((value) => readLine(listOf(value), labels, isCategorized));
  });
}

function readLine(
  [time, line, metadata]: readonly unknown[],
  stream: Readonly<Record<string, string>>,
  isCategorized: boolean
): LogLine {
  const timeNs = String(time);
  const { ms, nanos } = instantOf(timeNs);
  const common = { timeMs: ms, nanos, timeNs, line: String(line) };
  if (!isCategorized) {
    return { ...common, labels: stream };
  }
  // What comes later wins where names are equal.
  const sources = [
    ['I', stream],
    ['S', labelsOf(fieldOf(metadata, 'structuredMetadata'))],
    ['P', labelsOf(fieldOf(metadata, 'parsed'))],
  ] as const;
  const all = sources.flatMap(([type, labels]) =>
    Object.entries(labels).map(([name, value]) => ({ type, name, value }))
  );
  return {
    ...common,
    labels: sortedLabels(all.map(({ name, value }) => [name, value])),
    labelTypes: sortedLabels(all.map(({ name, type }) => [name, type])) as Record<string, LabelType>,
  };
}
