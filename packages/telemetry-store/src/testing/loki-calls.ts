import type { ApiRequest, ApiResponse } from '../http/api.ts';
import { lokiApi } from '../http/loki.ts';
import { logStoreOf } from './logs.ts';

const NOW_MS = 10_000;

const store = logStoreOf({
  'app="a", level="info"': [
    ['{"status":"ok","ms":"5"}', { pod: 'a-0' }],
    ['{"status":"bad","ms":"7"}', { pod: 'a-1' }],
  ],
  'app="b"': ['plain', 'text', 'é'],
});

/** A call on two lines of app a and three of app b, a second apart from second 1 on; now is second 10. */
export function callLoki(
  path: string,
  params: Record<string, string> = {},
  more: Partial<ApiRequest> = {}
): ApiResponse {
  return lokiApi(store, { path, params: new URLSearchParams(params), nowMs: NOW_MS, ...more });
}

export function callV1(path: string, params: Record<string, string> = {}, more: Partial<ApiRequest> = {}): ApiResponse {
  return callLoki(`/loki/api/v1/${path}`, params, more);
}

/** `data.result`, or the error. */
export function resultOf(path: string, params: Record<string, string>): unknown {
  const { status, body } = callV1(path, params);
  return status === 200 ? (body as { data: { result: unknown } }).data.result : body;
}
