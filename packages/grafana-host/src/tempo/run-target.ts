import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';

import { ApiError, type JsonApi } from '../api/json-api.ts';
import { fieldOf, listIn } from '../api/read.ts';
import type { TimeSpan } from '../prometheus/backend.ts';
import { instantFrames, rangeFrames } from './metrics/metric-frames.ts';
import { readFoundTraces } from './search/found-traces.ts';
import type { RowLinks } from './search/span-columns.ts';
import { spansTable } from './search/spans-table.ts';
import { tracesTable } from './search/traces-table.ts';
import type { QueryKind, TempoQuery } from './target.ts';
import { traceFrame } from './trace/trace-frame.ts';

/** A query with its variables filled in and its filters written as TraceQL. */
export interface TempoTarget {
  readonly query: TempoQuery;
  readonly traceql: string;
  readonly kind: QueryKind;
}

export interface TempoContext {
  readonly span: TimeSpan;
  readonly links: RowLinks & { readonly exemplar: RowLinks['trace'] };
}

const DEFAULT_TRACES = 20;
const DEFAULT_SPANS = 3;

/** Runs one query: a trace by its id, a search or a metric. */
export async function runTarget(
  target: TempoTarget,
  context: TempoContext,
  api: JsonApi,
  signal?: AbortSignal
): Promise<DataFrame[]> {
  switch (target.kind) {
    case 'trace':
      return [await findTrace(target, api, signal)];
    case 'search':
      return search(target, context, api, signal);
    case 'metrics':
      return runMetrics(target, context, api, signal);
  }
}

/** Grafana asks for a trace whenever it happened, not only in the range that is shown. */
async function findTrace({ query, traceql }: TempoTarget, api: JsonApi, signal?: AbortSignal): Promise<DataFrame> {
  const id = traceql.trim();
  const answer = await api.get(`/api/v2/traces/${id}`, new URLSearchParams(), signal).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) {
      return undefined;
    }
    throw error;
  });
  const frame = traceFrame(listIn(fieldOf(answer, 'trace'), 'resourceSpans'), query.refId, answer);
  if (frame === undefined) {
    throw new ApiError(404, `There is no trace ${id}`);
  }
  return frame;
}

async function search(
  { query, traceql }: TempoTarget,
  { span, links }: TempoContext,
  api: JsonApi,
  signal?: AbortSignal
): Promise<DataFrame[]> {
  const params = new URLSearchParams({
    q: traceql,
    limit: String(query.limit ?? DEFAULT_TRACES),
    spss: String(query.spss ?? DEFAULT_SPANS),
    ...inSeconds(span),
  });
  const answer = await api.get('/api/search', params, signal);
  switch (query.tableType) {
    case 'spans':
      return [spansTable(readFoundTraces(answer), links)];
    case 'raw':
      return [rawFrame(answer)];
    default:
      return [tracesTable(readFoundTraces(answer), links)];
  }
}

function rawFrame(answer: unknown): DataFrame {
  const response = JSON.stringify(fieldOf(answer, 'traces') ?? [], null, 2);
  return createDataFrame({
    name: 'Raw response',
    refId: 'raw',
    fields: [{ name: 'response', type: FieldType.string, values: [response] }],
  });
}

async function runMetrics(
  { query, traceql }: TempoTarget,
  { span, links }: TempoContext,
  api: JsonApi,
  signal?: AbortSignal
): Promise<DataFrame[]> {
  const params = new URLSearchParams({
    q: traceql,
    ...inSeconds(span),
    ...(query.step ? { step: query.step } : {}),
    ...(query.exemplars === undefined ? {} : { exemplars: String(query.exemplars) }),
  });
  const metric = { refId: query.refId, query: traceql, traceLink: links.exemplar };
  return query.metricsQueryType === 'instant'
    ? instantFrames(await api.get('/api/metrics/query', params, signal), metric, Date.now())
    : rangeFrames(await api.get('/api/metrics/query_range', params, signal), metric);
}

const inSeconds = ({ startMs, endMs }: TimeSpan): { start: string; end: string } => ({
  start: String(Math.floor(startMs / 1000)),
  end: String(Math.floor(endMs / 1000)),
});
