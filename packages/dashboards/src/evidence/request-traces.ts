import { escapeRegex, traceql, type AsValue, type TraceExpr, type Value } from '@dynamo-observability/query';

import type { EvidenceSignal } from './explain.ts';

const { atLeast, below, both, either, event, is, isKeyword, lastedAtLeast, matches, present, select, span, traces } =
  traceql;

/** Which requests are looked for. */
export interface WantedRequests {
  readonly signal: EvidenceSignal;
  /** Empty: of every model. A value is the one model that Grafana fills in. */
  readonly models: readonly string[] | Value;
  /** Worker ids in decimal; undefined: on any worker. A value is the one id that Grafana fills in. */
  readonly workers: readonly string[] | Value | undefined;
  readonly errorType?: AsValue;
  /** Bounds of the latency that the signal is about, in seconds: at least the first, below the second. */
  readonly atLeast?: number;
  readonly below?: number;
}

const request = is('name', 'http-request');
const routing = matches('name', '.*router[.]route_request');

const columns = [
  'ttft_ms',
  'avg_itl_ms',
  'input_tokens',
  'output_tokens',
  'model',
  'request.outcome',
  'request_id',
  'prefill_worker_id',
  'decode_worker_id',
  'overlap_blocks',
] as const;

/** One of some texts, or the one that Grafana fills in. */
const oneOf = (field: traceql.Field, wanted: readonly string[] | Value) =>
  'length' in wanted ? matches(field, wanted.map(escapeRegex).join('|')) : is(field, wanted);

/**
 * TraceQL for the requests behind a value, with what is needed to order them. Numbers of a request are text in its span, so
 * thresholds go by digits (tempo-loki-facts.md 2.1). What the worker or the router did is another span of the same trace.
 */
export function requestTraces(wanted: WantedRequests): TraceExpr {
  const { models, workers } = wanted;
  const ofModels = 'length' in models && models.length === 0 ? [] : [oneOf(span('model'), models)];
  const conditions = [request, ...ofModels, ...outcome(wanted), ...bounds(wanted)];
  const onWorker = workers === undefined ? [] : [oneOf(span('worker_id'), workers)];
  const needsRouting = workers !== undefined || wanted.signal === 'hit-rate';
  const search =
    wanted.errorType === undefined
      ? traces(both(...conditions), ...(needsRouting ? [both(routing, ...onWorker)] : []))
      : // On whichever span the error was logged: embeddings have it below the request (tempo-loki-facts.md 2.2).
        traces(both(is(event('error_type'), wanted.errorType), ...ofModels));
  const selected = select(search, ...columns.map(span), ...(wanted.signal === 'errors' ? [event('error_type')] : []));
  return selected;
}

function outcome({ signal, errorType }: WantedRequests) {
  if (signal !== 'errors' || errorType !== undefined) {
    return [];
  }
  const failed = is(span('request.outcome'), 'error');
  // A body that could not be read has no outcome; a migrated success has one, and status error too (captures/FINDINGS.md 1.3).
  const refused = both(isKeyword('status', 'error'), isKeyword(span('request.outcome'), 'nil'));
  return [either(failed, refused)];
}

function bounds(wanted: WantedRequests) {
  switch (wanted.signal) {
    case 'ttft':
    case 'queue':
      return ofAttribute('ttft_ms', wanted);
    case 'itl':
      return ofAttribute('avg_itl_ms', wanted);
    case 'duration':
      return wanted.atLeast === undefined ? [] : [lastedAtLeast(wanted.atLeast)];
    case 'hit-rate':
      return [present(span('input_tokens'))];
    case 'kv':
    case 'gpu-power':
    case 'errors':
      return [];
  }
}

/** In milliseconds, as the attribute is. */
const ofAttribute = (attribute: 'ttft_ms' | 'avg_itl_ms', wanted: WantedRequests) => [
  ...(wanted.atLeast === undefined ? [present(span(attribute))] : [atLeast(attribute, wanted.atLeast * 1000)]),
  ...(wanted.below === undefined ? [] : [below(attribute, wanted.below * 1000)]),
];
