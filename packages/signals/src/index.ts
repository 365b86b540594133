/** The language of Dynamo telemetry: metrics, spans and log lines as typed data. */
export * as frontend from './frontend/index.ts';
export * as router from './router/index.ts';
export * as kvIndexer from './kv-indexer.ts';
export * as worker from './worker/index.ts';
export * as failover from './failover.ts';
export * as kvbm from './kvbm/index.ts';
export * as planner from './planner/index.ts';
export * as operator from './operator.ts';
export * as controllerRuntime from './controller-runtime.ts';
export * as kubernetes from './kubernetes.ts';
export * as epp from './epp.ts';
export * as powerAgent from './power-agent.ts';
export * as resourceMonitor from './resource-monitor.ts';
export * as vllm from './engines/vllm/index.ts';
export * as sglang from './engines/sglang/index.ts';
export * as trtllm from './engines/trtllm.ts';
export * as mocker from './engines/mocker.ts';
export * as nixl from './nixl.ts';
export * as gpu from './gpu/index.ts';
export * as nats from './nats/index.ts';
export * as etcd from './etcd.ts';
export * as serviceGraph from './derived/service-graph.ts';
export * as spanLatency from './derived/span-latency.ts';
export { catalogue, metricNamed, type MetricName } from './catalogue.ts';
export * from './metric.ts';
export * from './process.ts';
export * from './target-labels.ts';
export { componentMetricName, frontendPrefix, sanitizeLabel, sanitizeName } from './naming.ts';
export { spans, type Span, type SpanKind, type SpanName } from './traces/spans.ts';
export {
  commonAttributes,
  spanAttributes,
  type AttributeType,
  type SpanAttribute,
  type SpanAttributeName,
} from './traces/span-attributes.ts';
export { logKeys, type LogKey, type LogKeyName, type LogValueType } from './logs/log-keys.ts';
export { logLevels, logMessages, type LogLevel, type LogMessage } from './logs/log-messages.ts';
export {
  correlation,
  spelling,
  type Concept,
  type Form,
  type Holder,
  type Installation,
  type Place,
  type Spelling,
} from './correlation/correlation.ts';
export { workerIdToDecimal, workerIdToHex } from './correlation/worker-id.ts';
export { namespaceSpellings } from './correlation/namespace.ts';
export { traceIdInLogs } from './correlation/trace-id.ts';
export { lokiName } from './correlation/loki-name.ts';
