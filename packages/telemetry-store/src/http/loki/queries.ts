import type { LogStatistics } from '../../logql/evaluate/statistics.ts';
import { parseLogql } from '../../logql/parse/parse.ts';
import type { LogStore } from '../../logs/log-store.ts';
import type { ApiRequest } from '../api.ts';
import { CATEGORIZE_LABELS, encodeSamples, encodeStreams } from './encode.ts';
import { bounds, direction, limit, now, stepMs, timestamp } from './parameters.ts';
import { RequestError } from './request-error.ts';

/** `limits_config.max_entries_limit_per_query` and `max_query_length` by default. */
const MAX_ENTRIES = 5000;
const MAX_LENGTH_NS = 721n * 3_600_000_000_000n;

/** `/loki/api/v1/query_range`. */
export function queryRange(store: LogStore, request: ApiRequest): object {
  const { params } = request;
  const query = params.get('query') ?? '';
  const range = bounds(request);
  if (range.endNs - range.startNs > MAX_LENGTH_NS) {
    throw new RequestError('the query time range exceeds the limit (limit: 30d1h)');
  }
  if (params.has('interval')) {
    throw new RequestError('the parameter "interval" is not supported by the embedded store');
  }
  const entries = limit(params);
  if (entries > MAX_ENTRIES && parseLogql(query).kind === 'log') {
    throw new RequestError(
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${entries} > ${MAX_ENTRIES})`
    );
  }
  const startedMs = performance.now();
  const result = store.queryRange(query, {
    ...range,
    stepMs: stepMs(params, range),
    limit: entries,
    direction: direction(params),
    untilNs: now(request),
  });
  if (result.resultType !== 'streams') {
    return answer(encodeSamples(result), result.statistics, result.result.length, startedMs);
  }
  return answer(encodeStreams(result, isCategorized(request)), result.statistics, result.lines.length, startedMs);
}

/** `/loki/api/v1/query`. */
export function instantQuery(store: LogStore, request: ApiRequest): object {
  const { params } = request;
  const startedMs = performance.now();
  const timeNs = timestamp(params, 'time') ?? now(request);
  const result = store.query(params.get('query') ?? '', timeNs, now(request));
  return answer(
    encodeSamples(result),
    result.statistics,
    result.resultType === 'vector' ? result.result.length : 0,
    startedMs
  );
}

function isCategorized({ headers }: ApiRequest): boolean {
  const flags = headers?.get('X-Loki-Response-Encoding-Flags') ?? '';
  return flags.split(',').some((flag) => flag.trim() === CATEGORIZE_LABELS);
}

/** Of Loki's many statistics, those that are true of this store. */
function answer(data: object, { linesRead, bytesRead }: LogStatistics, entries: number, startedMs: number): object {
  const seconds = (performance.now() - startedMs) / 1000;
  const perSecond = (count: number) => (seconds > 0 ? Math.round(count / seconds) : 0);
  const summary = {
    bytesProcessedPerSecond: perSecond(bytesRead),
    linesProcessedPerSecond: perSecond(linesRead),
    totalBytesProcessed: bytesRead,
    totalLinesProcessed: linesRead,
    execTime: seconds,
    totalEntriesReturned: entries,
  };
  return { status: 'success', data: { ...data, stats: { summary } } };
}
