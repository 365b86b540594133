/**
 * Queries that answer for both ways into Loki: for lines of JSON as a collector reads them from pods, and for records sent over
 * OTLP, whose line is the message alone and whose fields are structured metadata (tempo-loki-facts.md 7). A parser fails on the
 * latter and leaves their fields as they are, so its error is dropped and never filtered by. Where both ways feed one Loki every
 * line is there twice: choose the streams of one.
 */
import { logMessages, type LogKeyName } from '@dynamo-observability/signals';

import type { AsValue } from '../value.ts';
import type { LogExpr } from './expr.ts';
import { either, is, matches, present } from './filter.ts';
import type { Stage, StreamMatcher } from './node.ts';
import { contains, drop, json, logs, where } from './pipeline.ts';

type Streams = readonly StreamMatcher[];

/** Forgets that a line was no JSON; without it a metric query over such a line fails. */
export const dropErrors: Stage = drop('__error__', '__error_details__');

/**
 * Every line of a trace. Misses those that no request caused, and the choice of its worker, which has no trace.
 * @param traceId 32 hex digits: see `traceIdInLogs`.
 */
export const ofTrace = (streams: Streams, traceId: AsValue): LogExpr =>
  logs(streams, json('trace_id'), where(is('trace_id', traceId)), dropErrors);

/** Every line of a trace or of a request: adds the choice of its worker, which names the request only. */
export const ofTraceOrRequest = (streams: Streams, traceId: AsValue, requestId: AsValue): LogExpr =>
  logs(
    streams,
    json('trace_id', 'request_id'),
    where(either(is('trace_id', traceId), is('request_id', requestId))),
    dropErrors
  );

/** Which of the lines that end requests are wanted, and what of them. */
export interface CompletedRequests {
  /** Where lines are shown, the keys that are needed. None for a metric, which reads only what it needs. */
  readonly keys?: readonly LogKeyName[];
  /** More line filters: the earlier, the cheaper. */
  readonly lines?: readonly Stage[];
}

/**
 * The line that ends each request, with its fields as labels. The text alone is also on lines of workers and of routing, which have
 * no `elapsed_ms`. Over OTLP there is no TTFT, ITL, token count or worker, whatever is asked for.
 */
export const completedRequests = (streams: Streams, { keys = [], lines = [] }: CompletedRequests = {}): LogExpr =>
  logs(
    streams,
    contains(logMessages.requestCompleted.message),
    ...lines,
    keys.length === 0 ? json() : json(...new Set<LogKeyName>(['elapsed_ms', ...keys])),
    where(present('elapsed_ms')),
    dropErrors
  );

/** The lines on which the router chose a worker. @param workerId decimal, as text: as a number its last digits are lost. */
export const choicesOfWorker = (streams: Streams, workerId: AsValue): LogExpr =>
  logs(
    streams,
    contains(logMessages.workerSelected.message),
    json('worker_id', 'request_id'),
    where(is('worker_id', workerId)),
    dropErrors
  );

/** The lines of some levels, a pattern such as `error|warn`. Loki finds the level of any line, in lower case. */
export const ofLevel = (streams: Streams, level: AsValue): LogExpr =>
  logs(streams, where(matches('detected_level', level)));
