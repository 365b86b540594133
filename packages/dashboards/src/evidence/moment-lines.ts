import { escapeRegex, logql, type LogExpr } from '@dynamo-observability/query';

const { drop, either, is, json, logs, matches, where } = logql;

type Streams = Parameters<typeof logs>[0];

/** A worker as log lines know it: its id in decimal, and its pod where it has one. */
export interface WorkerInLogs {
  readonly decimal: string;
  readonly pod: string;
}

const oneOf = (texts: readonly string[]): string => texts.map(escapeRegex).join('|');

/**
 * LogQL for the lines of some workers: those of their pods, and those that name them, the frontend's choices included. A worker's
 * lines outside any request have neither id nor pod on one machine, so they are not among them.
 */
export function linesOfWorkers(streams: Streams, workers: readonly WorkerInLogs[]): LogExpr {
  const ids = oneOf(workers.map(({ decimal }) => decimal));
  const pods = workers.map(({ pod }) => pod).filter((pod) => pod !== '');
  const named = [
    ...(pods.length === 0 ? [] : [matches('pod', oneOf(pods))]),
    ...(['instance_id', 'worker_id', 'decode_worker_id', 'prefill_worker_id'] as const).map((key) => matches(key, ids)),
  ];
  return logs(
    streams,
    json('instance_id', 'worker_id', 'decode_worker_id', 'prefill_worker_id'),
    where(either(...named)),
    drop('__error__', '__error_details__')
  );
}

/** LogQL for what went wrong anywhere. `detected_level` is there on both ways into Loki (tempo-loki-facts.md 1.10). */
export const troubleLines = (streams: Streams): LogExpr =>
  logs(streams, where(matches('detected_level', 'warn|warning|error|critical|fatal')));

/**
 * LogQL for every line of a trace, from all processes, on both ways into Loki (tempo-loki-facts.md 7).
 * @param traceId 32 hex digits, or a variable that holds them.
 */
export const linesOfTrace = (streams: Streams, traceId: Parameters<typeof is>[1]): LogExpr =>
  logs(streams, json('trace_id'), where(is('trace_id', traceId)), drop('__error__', '__error_details__'));
