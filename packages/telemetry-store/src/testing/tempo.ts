import type { ApiResponse } from '../http/api.ts';
import { tempoApi } from '../http/tempo/tempo-api.ts';
import type { PlainSpan } from './spans.ts';
import { EPOCH_MS, traceStoreOf } from './spans.ts';

export const EPOCH_S = EPOCH_MS / 1000;
/** A minute around the spans. */
export const RANGE = { start: String(EPOCH_S - 60), end: String(EPOCH_S + 60) };

/** A request with its route, and a worker's span whose root is unknown. */
const spans: readonly PlainSpan[] = [
  {
    trace: 0xabc,
    id: 1,
    name: 'http-request',
    service: 'dynamo-frontend',
    durationMs: 1500.5,
    attributes: { model: 'm', 'request.outcome': 'success', tokens: 12, share: 0.5, stream: true },
    events: [{ name: 'request completed', atMs: 1500, attributes: { status: 'success' } }],
  },
  {
    trace: 0xabc,
    id: 2,
    parent: 1,
    name: 'route',
    service: 'dynamo-frontend',
    kind: 3,
    status: { code: 2, message: 'x' },
  },
  { trace: 7, id: 3, parent: 9, name: 'serve', service: 'dynamo-worker', kind: 2, startMs: 10_000 },
];

/** Asks Tempo's API at the end of `RANGE`. */
export function askTempo(
  path: string,
  params: Record<string, string> = RANGE,
  store = traceStoreOf(...spans)
): ApiResponse {
  return tempoApi(store, { path, params: new URLSearchParams(params), nowMs: EPOCH_MS + 60_000 });
}
