import type { LogSource } from './log-line.ts';

const home = '/opt/dynamo/lib';
const packages = '/opt/venv/lib/python3.11/site-packages';

function source(level: LogSource['level'], target: string, file: string, line: number, message: string): LogSource {
  return { level, target, file: `${home}/${file}`, line, message };
}

const metrics = 'dynamo_llm::http::service::metrics';
const service = 'dynamo_llm::http::service::service_v2';
const disconnect = 'dynamo_llm::http::service::disconnect';
const routeSpan = 'runtime/src/pipeline/network/egress/route_span.rs';
const pushHandler = 'dynamo_runtime::pipeline::network::ingress::push_handler';
const workers = 'dynamo_kv_router::sequences::multi_worker';
const selector = 'dynamo_kv_router::scheduling::selector';

/** Lines of Dynamo 1.6.1 as they were captured. */
export const sources = {
  requestReceived: source('INFO', metrics, 'llm/src/http/service/metrics.rs', 1711, 'request received'),
  requestSucceeded: source('INFO', metrics, 'llm/src/http/service/metrics.rs', 1834, 'request completed'),
  requestCancelled: source('INFO', metrics, 'llm/src/http/service/metrics.rs', 1821, 'request completed'),
  requestFailed: source('ERROR', metrics, 'llm/src/http/service/metrics.rs', 1808, 'request completed'),
  responseSent: source('INFO', service, 'llm/src/http/service/service_v2.rs', 1434, 'http response sent'),
  errorSent: source('ERROR', service, 'llm/src/http/service/service_v2.rs', 1432, 'http response sent'),
  requestFailure: source(
    'ERROR',
    'dynamo_llm::http::service::openai',
    'llm/src/http/service/openai.rs',
    793,
    'Semantic request failure'
  ),
  streamingFailure: source(
    'ERROR',
    disconnect,
    'llm/src/http/service/disconnect.rs',
    635,
    'Semantic streaming failure'
  ),
  clientLeftStream: source(
    'WARN',
    disconnect,
    'llm/src/http/service/disconnect.rs',
    346,
    'Stream closed unexpectedly; issuing cancellation'
  ),
  clientGone: source(
    'WARN',
    disconnect,
    'llm/src/http/service/disconnect.rs',
    331,
    'Connection closed unexpectedly; issuing cancellation'
  ),
  workerSelected: source('INFO', selector, 'kv-router/src/scheduling/selector/mod.rs', 327, 'Selected worker'),
  prefillWorkerSelected: source('INFO', selector, 'kv-router/src/scheduling/selector/mod.rs', 342, 'Selected worker'),
  overlapRefreshed: source(
    'INFO',
    'dynamo_kv_router::scheduling::queue',
    'kv-router/src/scheduling/queue.rs',
    1468,
    'refreshed overlap scores after long queue wait'
  ),
  overloaded: source(
    'WARN',
    'dynamo_kv_router::scheduling::queue',
    'kv-router/src/scheduling/queue.rs',
    1737,
    'scheduling failed: all eligible workers are overloaded'
  ),
  noEndpoints: source(
    'WARN',
    'dynamo_kv_router::scheduling::queue',
    'kv-router/src/scheduling/queue.rs',
    1737,
    'scheduling failed: no endpoints available to route work'
  ),
  routeCompleted: source('INFO', 'request_span', routeSpan, 275, 'route request completed'),
  routeCancelled: source('INFO', 'request_span', routeSpan, 286, 'route request cancelled'),
  routeFailed: source('WARN', 'request_span', routeSpan, 304, 'route request failed'),
  migrationScheduled: source('INFO', 'request_span', 'llm/src/migration.rs', 679, 'migration retry scheduled'),
  streamRecreated: source(
    'WARN',
    'dynamo_llm::migration',
    'llm/src/migration.rs',
    458,
    'Stream disconnected, recreating stream'
  ),
  streamRetried: source('WARN', 'dynamo_llm::migration', 'llm/src/migration.rs', 637, 'Creating new stream, retrying'),
  trackerConflict: source(
    'ERROR',
    'dynamo_llm::protocols::common::timing',
    'llm/src/protocols/common/timing.rs',
    395,
    'Conflicting request tracker write'
  ),
  workerAdded: source('WARN', workers, 'kv-router/src/sequences/multi_worker.rs', 733, ''),
  workerRemoved: source('WARN', workers, 'kv-router/src/sequences/multi_worker.rs', 730, ''),
  workerReceived: source(
    'INFO',
    pushHandler,
    'runtime/src/pipeline/network/ingress/push_handler.rs',
    832,
    'request received'
  ),
  workerCompleted: source(
    'INFO',
    pushHandler,
    'runtime/src/pipeline/network/ingress/push_handler.rs',
    141,
    'request completed'
  ),
  cancellationReceived: source(
    'INFO',
    'request_span',
    'runtime/src/pipeline/network/tcp/client.rs',
    37,
    'request cancellation received'
  ),
  systemServer: source(
    'INFO',
    'dynamo_runtime::distributed',
    'runtime/src/distributed.rs',
    468,
    'System HTTP listener started'
  ),
  endpointRegistered: source(
    'INFO',
    'dynamo_runtime::pipeline::network::ingress::shared_tcp_endpoint',
    'runtime/src/pipeline/network/ingress/shared_tcp_endpoint.rs',
    521,
    ''
  ),
  shutdownInitiated: source(
    'INFO',
    'dynamo_runtime::runtime',
    'runtime/src/runtime.rs',
    362,
    'Runtime shutdown initiated'
  ),
  kvbmHitRates: source('INFO', 'dynamo_llm::block_manager::connector', 'llm/src/block_manager/connector.rs', 212, ''),
} as const satisfies { readonly [name: string]: LogSource };

/** A line of Python, which Dynamo writes with other keys: `log.target`, `log.file`, `log.line`. */
export interface PythonSource {
  readonly level: LogSource['level'];
  readonly module: string;
  readonly file: string;
  readonly line: number;
}

export const pythonSources = {
  engineDied: {
    level: 'ERROR',
    module: 'handlers.generate',
    file: `${packages}/dynamo/vllm/handlers.py`,
    line: 412,
  },
  plannerDecision: {
    level: 'INFO',
    module: 'base.run',
    file: `${packages}/dynamo/planner/core/base.py`,
    line: 498,
  },
  plannerBlind: {
    level: 'WARN',
    module: 'prometheus._query',
    file: `${packages}/dynamo/planner/monitoring/prometheus.py`,
    line: 118,
  },
} as const satisfies { readonly [name: string]: PythonSource };
