import type { Matcher } from '../../labels/matcher.ts';
import { parseLogSelector } from '../../logql/parse/parse.ts';
import type { LogStore } from '../../logs/log-store.ts';
import type { LogStream } from '../../logs/log-stream.ts';
import { sortedDistinct } from '../../series/series-index.ts';
import type { ApiRequest } from '../api.ts';
import type { Bounds } from './parameters.ts';
import { boundsUntilNow } from './parameters.ts';

/** `/loki/api/v1/labels`. */
export function labels(store: LogStore, request: ApiRequest): object {
  const names = selected(store, request).flatMap((stream) => stream.labels.entries().map(([name]) => name));
  return { status: 'success', data: sortedDistinct(names) };
}

/** `/loki/api/v1/label/<name>/values`. */
export function labelValues(store: LogStore, request: ApiRequest, name: string): object {
  const values = selected(store, request).map((stream) => stream.labels.get(name));
  return { status: 'success', data: sortedDistinct(values.filter((value) => value !== '')) };
}

/** `/loki/api/v1/series`. */
export function series(store: LogStore, request: ApiRequest): object {
  const { params } = request;
  const selectors = [...params.getAll('match[]'), ...params.getAll('match')];
  const range = boundsUntilNow(request);
  const found = new Set(
    (selectors.length === 0 ? ['{}'] : selectors).flatMap((selector) => streamsIn(store, matchersOf(selector), range))
  );
  return { status: 'success', data: [...found].map((stream) => stream.labels.toObject()) };
}

/** `/loki/api/v1/index/stats`. A stream counts as one chunk: the store has no others. */
export function indexStats(store: LogStore, request: ApiRequest): object {
  const range = boundsUntilNow(request);
  const streams = streamsIn(store, matchersOf(request.params.get('query') ?? ''), range);
  const volumes = streams.map((stream) => volumeIn(stream, range));
  return {
    streams: streams.length,
    chunks: streams.length,
    entries: volumes.reduce((sum, { entries }) => sum + entries, 0),
    bytes: volumes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function selected(store: LogStore, request: ApiRequest): LogStream[] {
  return streamsIn(store, matchersOf(request.params.get('query') ?? ''), boundsUntilNow(request));
}

/** Here, unlike in a query, an empty selector means all streams. */
export function matchersOf(selector: string): readonly Matcher[] {
  return /^\s*(?:\{\s*\}\s*)?$/.test(selector) ? [] : parseLogSelector(selector);
}

/** The streams with a line in the range, both ends included. */
export function streamsIn(store: LogStore, matchers: readonly Matcher[], range: Bounds): LogStream[] {
  return store.select(matchers).filter((stream) => volumeIn(stream, range).entries > 0);
}

/** What a stream holds in a range, both ends included. */
export function volumeIn(
  stream: LogStream,
  { startNs, endNs }: Bounds
): { readonly entries: number; readonly bytes: number } {
  const entries = stream.entries().slice(stream.countBefore(startNs), stream.countBefore(endNs + 1n));
  return { entries: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0) };
}
