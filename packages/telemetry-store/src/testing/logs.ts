import type { LabelPair, Labels } from '../labels/label-set.ts';
import { LabelSet } from '../labels/label-set.ts';
import type { LogLine } from '../logql/evaluate/log-lines.ts';
import { LogStore } from '../logs/log-store.ts';

/** Lines of one stream, a second apart from second 1 on; with structured metadata where a line is a pair. */
export type Lines = ReadonlyArray<string | readonly [line: string, metadata: Labels]>;

/** A store of streams written as in a selector, e.g. `app="a"`. Nothing is read from lines: they all have `detected_level="x"`. */
export function logStoreOf(streams: Readonly<Record<string, Lines>>): LogStore {
  const store = new LogStore();
  for (const [selector, lines] of Object.entries(streams)) {
    const labels: Record<string, string> = {};
    for (const [, name = '', value = ''] of selector.matchAll(/(\w+)="([^"]*)"/g)) {
      labels[name] = value;
    }
    store.append(
      labels,
      lines.map((each, index) => {
        const [line, metadata] = typeof each === 'string' ? [each, {}] : each;
        const structuredMetadata: LabelPair[] = [...Object.entries(metadata), ['detected_level', 'x']];
        return { timestampNs: seconds(index + 1), line, structuredMetadata };
      })
    );
  }
  return store;
}

/** Unix nanoseconds. */
export function seconds(count: number): bigint {
  return BigInt(count) * 1_000_000_000n;
}

/** What a log query finds, oldest first. */
export function linesOf(store: LogStore, query: string): readonly LogLine[] {
  const result = store.queryRange(query, {
    startNs: 0n,
    endNs: seconds(1_000_000),
    stepMs: 1000,
    limit: 5000,
    direction: 'forward',
  });
  if (result.resultType !== 'streams') {
    throw new Error(`expected lines, got a ${result.resultType}`);
  }
  return result.lines;
}

/** The text of each line, and the labels that the query made. */
export function parsedOf(store: LogStore, query: string): Array<readonly [line: string, parsed: Labels]> {
  return linesOf(store, query).map(({ line, parsed }) => [line, parsed]);
}

/** The value of each series of an instant query, under its labels. */
export function logValuesOf(store: LogStore, query: string, timeSeconds: number): Record<string, number> {
  const answer = store.query(query, seconds(timeSeconds));
  return answer.resultType === 'scalar'
    ? { scalar: answer.result.value }
    : Object.fromEntries(answer.result.map(({ metric, value }) => [LabelSet.fromObject(metric).toString(), value]));
}
