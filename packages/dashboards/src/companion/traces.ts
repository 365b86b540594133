import { template, traceql, type TraceExpr } from '@dynamo-observability/query';

const { both, event, is, longest, matches, select, span, traces } = traceql;

/**
 * A choice of the page as a pattern. In backticks, for the escapes of a pattern are none of TraceQL's; a value that holds a backtick
 * itself ends the query early, and Tempo says so.
 */
const chosen = (name: string) => template(`\`\${${name}:regex}\``);

const request = is('name', 'http-request');
const routing = matches('name', '.*router[.]route_request');
const ofModel = matches(span('model'), chosen('model'));

/**
 * Requests of the chosen models with an attempt on one of the chosen workers. Attempts are spans of their own: what the request's span
 * says of workers is wrong after a migration (captures/FINDINGS.md 1.3).
 */
export const requestsOnWorkers: TraceExpr = select(
  traces(both(request, ofModel), both(routing, matches(span('worker_id'), chosen('worker_id')))),
  ...(['ttft_ms', 'avg_itl_ms', 'input_tokens', 'output_tokens', 'model', 'request.outcome'] as const).map(span),
  ...(['prefill_worker_id', 'decode_worker_id', 'overlap_blocks'] as const).map(span)
);

/** The longest requests, exactly: a search returns any requests, this the highest (tempo-loki-facts.md 1.6). */
export const slowestRequests: TraceExpr = longest(both(request, ofModel), {
  by: ['trace:id', span('model'), span('ttft_ms'), span('output_tokens'), span('request.outcome')],
  top: 20,
});

/** On whichever span the error was logged: embeddings have it below the request (tempo-loki-facts.md 2.2). */
export const failedRequests: TraceExpr = select(
  traces(both(matches(event('error_type'), chosen('error_type')), matches(event('model'), chosen('model')))),
  event('error_type'),
  event('error_detail'),
  event('model'),
  span('request_id')
);

/** Answers that HTTP calls errors, bodies that nobody could read included: those have neither model nor error type. */
export const refusedRequests: TraceExpr = select(
  traces(both(request, is('event:name', 'http response sent'), matches(event('status'), '[45]..'))),
  event('status'),
  span('uri'),
  span('model'),
  span('request_id')
);

/** A trace id with or without its leading zeros: searches leave them out (tempo-loki-facts.md 1.3). */
const ofTrace = is('trace:id', template('${trace_id:doublequote}'));

export const wholeTrace: TraceExpr = traceql.trace({ template: '${waterfall}' });

/** The request of the trace. On /v1/completions only an event of another span has its model and how it ended. */
export const requestOfTrace: TraceExpr = select(
  traces(both(ofTrace, request)),
  ...(['ttft_ms', 'avg_itl_ms', 'input_tokens', 'output_tokens', 'model', 'request.outcome'] as const).map(span),
  ...(['prefill_worker_id', 'decode_worker_id', 'request_id', 'x_request_id'] as const).map(span)
);

export const attemptsOfTrace: TraceExpr = select(
  traces(both(ofTrace, routing)),
  ...(['request.attempt', 'phase', 'worker_id', 'request.outcome', 'overlap_blocks'] as const).map(span),
  ...(['migration.reason', 'error.type'] as const).map(span)
);
