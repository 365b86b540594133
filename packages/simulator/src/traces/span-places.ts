import type { SpanPlace } from './otlp-span.ts';

const home = '/opt/dynamo/lib';
const place = (file: string, line: number, target: string): SpanPlace => ({ file: `${home}/${file}`, line, target });

/** Where Dynamo 1.6.1 begins its spans. */
export const places = {
  httpRequest: place('runtime/src/logging.rs', 636, 'request_span'),
  handlePayload: place('runtime/src/logging.rs', 778, 'request_span'),
  completions: place('llm/src/http/service/openai.rs', 1232, 'dynamo_llm::http::service::openai'),
  completionsSingle: place('llm/src/http/service/openai.rs', 1262, 'dynamo_llm::http::service::openai'),
  selectWorker: place('llm/src/kv_router/routing_host/kv.rs', 53, 'dynamo_llm::kv_router::routing_host::kv'),
  routeRequest: place('llm/src/kv_router/routing_host/kv.rs', 560, 'request_span'),
  blockHashes: place('kv-router/src/services/selection/input.rs', 203, 'dynamo_kv_router::services::selection::input'),
  seqHashes: place('kv-router/src/services/selection/input.rs', 206, 'dynamo_kv_router::services::selection::input'),
  findMatches: place(
    'kv-router/src/services/selection/core/run.rs',
    747,
    'dynamo_kv_router::services::selection::core::run'
  ),
  schedule: place(
    'kv-router/src/services/selection/core/run.rs',
    454,
    'dynamo_kv_router::services::selection::core::run'
  ),
} as const satisfies { readonly [name: string]: SpanPlace };
