import { trimTraceId } from '../../traceql/evaluate/field.ts';
import type { Spanset } from '../../traceql/evaluate/spanset.ts';
import type { Field } from '../../traceql/parse/ast.ts';
import type { FoundTrace, SearchResult } from '../../traceql/search.ts';
import { searchTraces } from '../../traceql/search.ts';
import type { TimeRangeNs, Traces } from '../../traces/trace-store.ts';
import type { Trace } from '../../traces/trace.ts';
import type { ApiRequest } from '../api.ts';
import { BadRequest } from './bad-request.ts';
import type { ProtoJson } from './proto-json.ts';
import { integer64, keyValue, message } from './proto-json.ts';
import { parseQuery } from './query.ts';
import { parseTags, searchByTags } from './search-tags.ts';
import { searchRange, unsigned } from './times.ts';

const MAX_RANGE_HOURS = 168;
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 262_144;
const DEFAULT_SPANS = 3;
const MAX_SPANS = 100;
const NO_ROOT = '<root span not yet received>';
/** Shown in fields of their own, or for the trace as a whole. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'duration',
  'traceDuration',
  'rootServiceName',
  'rootName',
  'trace:id',
  'span:id',
]);

/** `/api/search`. Throws BadRequest. */
export function search(store: Traces, request: ApiRequest): ProtoJson {
  const { params } = request;
  const range = limitedRange(searchRange(request), params);
  const limit = traceLimit(params);
  const spans = spanLimit(params);
  const query = params.get('q') ?? '';
  if (query !== '' && (params.get('tags') ?? '') !== '') {
    throw new BadRequest("invalid request: can't specify tags and q in the same query");
  }
  if (query === '') {
    const traces = searchByTags(store.traces(range), parseTags(params), params);
    const shown = traces.slice(0, limit).map(traceMetadata);
    return { traces: shown, metrics: message({ inspectedTraces: traces.length }) };
  }
  const result = searchTraces(store, parseQuery(query), { range, limit });
  return {
    traces: result.found.map((found) => foundTrace(found, result, spans)),
    metrics: message({
      inspectedTraces: result.inspectedTraces,
      completedJobs: 1,
      totalJobs: 1,
      inspectedSpans: integer64(result.inspectedSpans),
    }),
  };
}

function limitedRange(range: TimeRangeNs, params: URLSearchParams): TimeRangeNs {
  if (range.endNs - range.startNs > BigInt(MAX_RANGE_HOURS) * 3_600_000_000_000n) {
    throw new BadRequest(
      `range specified by start and end exceeds ${MAX_RANGE_HOURS}h0m0s. received start=${params.get('start') ?? 0} end=${params.get('end') ?? 0}`
    );
  }
  return range;
}

function traceLimit(params: URLSearchParams): number {
  if (!params.has('limit') || params.get('limit') === '') {
    return DEFAULT_LIMIT;
  }
  const limit = unsigned(params, 'limit');
  if (limit === 0) {
    throw new BadRequest('invalid limit: must be a positive number');
  }
  if (limit > MAX_LIMIT) {
    throw new BadRequest(`limit ${limit} exceeds max limit ${MAX_LIMIT}`);
  }
  return limit;
}

function spanLimit(params: URLSearchParams): number {
  const spans = unsigned(params, 'spss') || DEFAULT_SPANS;
  if (spans > MAX_SPANS) {
    throw new BadRequest(`spans per span set exceeds ${MAX_SPANS}. received ${spans}`);
  }
  return spans;
}

function foundTrace({ trace, spansets }: FoundTrace, { shownFields }: SearchResult, limit: number): ProtoJson {
  const spanSets = spansets.map((spanset) => spanSet(spanset, shownFields, limit));
  const stats = [...trace.services].map(([service, counts]) => [service, message({ ...counts })] as const);
  return {
    ...traceMetadata(trace),
    spanSet: spanSets[0],
    spanSets,
    serviceStats: Object.fromEntries(stats),
  };
}

function traceMetadata(trace: Trace): ProtoJson {
  return message({
    traceID: trimTraceId(trace.traceId),
    rootServiceName: trace.root?.resource.serviceName || NO_ROOT,
    rootTraceName: trace.root?.name,
    startTimeUnixNano: integer64(trace.startNs),
    durationMs: Math.floor(trace.durationNs / 1e6),
  });
}

function spanSet({ spans, attributes }: Spanset, shown: SearchResult['shownFields'], limit: number): ProtoJson {
  return message({
    spans: spans.slice(0, limit).map((span) => {
      const fields = shown(span);
      const others = fields.filter(({ field }) => field.kind === 'attribute' || !OWN_FIELDS.has(field.name));
      return message({
        spanID: span.spanId,
        name: fields.some(({ field }) => isName(field)) ? span.name : undefined,
        startTimeUnixNano: integer64(span.startNs),
        durationNanos: integer64(span.durationNs),
        attributes: others.length > 0 ? others.map(({ field, value }) => keyValue(field.name, value)) : undefined,
      });
    }),
    matched: spans.length,
    attributes: attributes.length > 0 ? attributes.map(([name, value]) => keyValue(name, value)) : undefined,
  });
}

function isName(field: Field): boolean {
  return field.kind === 'intrinsic' && field.name === 'name';
}
