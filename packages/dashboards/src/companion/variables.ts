import { labelValues } from '@dynamo-observability/query';
import { defaultTargetLabels, frontend } from '@dynamo-observability/signals';

import { defaultLogStreams } from '../logs/streams.ts';
import { streamDetection as detection } from '../logs/variables.ts';
import type { CustomVariable, DataSourceVariable, LogsVariable, MetricsVariable, TextVariable } from '../model.ts';
import { matches } from '../scope.ts';

export const tracesSource: DataSourceVariable = {
  type: 'datasource',
  name: 'tempo_datasource',
  label: 'Traces',
  plugin: 'tempo',
};

const fromPrometheus = (name: string, label: string, description: string, query: string): MetricsVariable => ({
  type: 'query',
  source: 'prometheus',
  name,
  label,
  description,
  query,
  regex: '/.+/',
  choice: 'several',
});

const place = [matches(defaultTargetLabels.cluster, '$cluster'), matches(defaultTargetLabels.namespace, '$namespace')];

/** A worker as traces, logs and the router's metrics know it. Its own metrics have the same id in hexadecimal. */
export const workerId = fromPrometheus(
  'worker_id',
  'Worker id',
  'Worker by its decimal id, as spans, log lines and metrics of the router write it. Narrows the requests; "Worker" narrows metrics alone.',
  labelValues(frontend.workerActiveDecodeBlocks, place, 'worker_id')
);

export const errorType = fromPrometheus(
  'error_type',
  'Error',
  'Kind of error. "cancelled" is the client\'s doing.',
  labelValues(frontend.requests, [...place, { label: 'status', op: '=', value: { text: 'error' } }], 'error_type')
);

export const traceId: TextVariable = {
  type: 'text',
  name: 'trace_id',
  label: 'Trace id',
  description: 'Trace of the request: up to 32 hexadecimal digits. Trace ids on other pages lead here.',
  default: '',
};

/** A search that finds nothing. It names the id, so that it is no longer among the values once there is another. */
const noTrace = (id: string): string => `{name="no trace ${id}"}`;

/**
 * The trace id where there is one: only then it is the first value. Tempo answers an empty id, and one that it does not know, with an
 * error that marks the panel red, before anyone has asked for anything.
 */
export const waterfallQuery: CustomVariable = {
  type: 'custom',
  name: 'waterfall',
  label: 'Waterfall of',
  description: 'What the waterfall asks Tempo for: the trace, or nothing while there is no trace id.',
  options: ['${trace_id}', noTrace('${trace_id}')].map((value) => ({ text: value, value })),
  default: noTrace(''),
  multi: false,
  hidden: true,
};

/** Finds the streams of Dynamo, out of sight: links set nothing else here. */
export const streamDetection: readonly LogsVariable[] = detection(defaultLogStreams).map((variable) => ({
  ...variable,
  hidden: true,
}));
