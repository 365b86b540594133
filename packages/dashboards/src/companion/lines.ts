import { logql, template, type LogExpr } from '@dynamo-observability/query';
import type { LogKeyName } from '@dynamo-observability/signals';

import { troubleLines } from '../evidence/moment-lines.ts';
import { readable } from '../logs/lines.ts';
import { dynamoStreams } from '../logs/streams.ts';

const { contains, dropErrors, either, json, keep, logs, matches, present, where } = logql;

const chosen = (name: string) => template(`\`\${${name}:regex}\``);

const keys = [
  ...([
    'model',
    'status',
    'error_type',
    'elapsed_ms',
    'ttft_ms',
    'avg_itl_ms',
    'input_tokens',
    'output_tokens',
  ] as const),
  ...(['prefill_worker_id', 'decode_worker_id', 'trace_id', 'request_id'] as const),
] as const satisfies readonly LogKeyName[];

/** The line that ends each request of the chosen models, with its fields as labels. The text alone is on other lines too. */
export const completedRequests: LogExpr = logs(
  dynamoStreams,
  contains('request completed'),
  json(...keys),
  where(present('elapsed_ms')),
  where(matches('model', chosen('model'))),
  dropErrors,
  keep(...keys)
);

export const trouble: LogExpr = readable(troubleLines(dynamoStreams), dynamoStreams);

const idKeys = ['instance_id', 'worker_id', 'decode_worker_id', 'prefill_worker_id'] as const;

/** Lines that name one of the chosen workers, the router's choice of it included. */
export const linesOfWorker: LogExpr = readable(
  logs(dynamoStreams, json(...idKeys), where(either(...idKeys.map((key) => matches(key, chosen('worker_id')))))),
  dynamoStreams
);

/**
 * Every line of the trace, from all processes; none without an id. Loki keeps the leading zeros of an id, which a search for traces
 * leaves out.
 */
export const linesOfTrace: LogExpr = readable(
  logs(
    dynamoStreams,
    json('trace_id'),
    where(present('trace_id')),
    where(matches('trace_id', template('`0*${trace_id:regex}`')))
  ),
  dynamoStreams
);
