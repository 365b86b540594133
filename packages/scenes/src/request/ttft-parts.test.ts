import { describe, expect, it } from 'vitest';

import { capturedTraces } from '../testing/captured-spans.ts';
import type { Span } from './span.ts';
import { requestSpan, ttftOf, ttftParts, type TtftPart } from './ttft-parts.ts';

let lastId = 0;
const span = (
  name: string,
  startMs: number,
  durationMs: number,
  attributes: Span['attributes'] = {},
  parentId = ''
): Span => ({
  id: String(++lastId),
  parentId,
  name,
  service: '',
  startMs,
  durationMs,
  attributes,
  events: [],
  failed: false,
});
const request = (ttft: string): Span => span('http-request', 0, 1000, { ttft_ms: ttft });

const partsOf = (...spans: readonly Span[]) =>
  Object.fromEntries((ttftParts(spans) ?? []).map(({ part, ms }) => [part, ms]));

describe('the parts of a TTFT', () => {
  it('are told by the spans of an aggregated worker', () => {
    const route = span('kv_router.route_request', 60, 900, { phase: 'Aggregated' });
    expect(
      partsOf(
        request('200'),
        span('kv_router.select_worker', 10, 50),
        span('kv_router.schedule', 15, 40),
        route,
        span('handle_payload', 65, 890, {}, route.id)
      )
    ).toEqual({ frontend: 10, route: 10, queue: 40, dispatch: 5, worker: 135 });
  });

  it('tell prefill from transfer where prefill has workers of its own', () => {
    const prefill = span('kv_router.route_request', 20, 80, { phase: 'Prefill' });
    const decode = span('kv_router.route_request', 30, 900, { phase: 'Decode' });
    expect(
      partsOf(
        request('150'),
        span('kv_router.select_worker', 10, 10),
        prefill,
        span('handle_payload', 22, 78, {}, prefill.id),
        decode,
        span('handle_payload', 32, 898, {}, decode.id)
      )
    ).toEqual({ frontend: 10, route: 10, dispatch: 2, prefill: 78, transfer: 50 });
  });

  it('show the time that an attempt on a dead worker cost', () => {
    const second = span('kv_router.route_request', 100, 800, { phase: 'Aggregated', 'request.attempt': '1' });
    expect(
      partsOf(
        request('150'),
        span('kv_router.route_request', 10, 90, { phase: 'Aggregated', 'request.outcome': 'connection_failed' }),
        second
      )
    ).toEqual({ frontend: 10, 'failed-attempt': 90, worker: 50 });
  });

  it('leave unexplained what no span covers', () => {
    const route = span('kv_router.route_request', 60, 30, { phase: 'Aggregated' });
    expect(partsOf(request('200'), span('kv_router.select_worker', 10, 20), route)).toEqual({
      frontend: 10,
      route: 20,
      unexplained: 140,
      worker: 30,
    });
  });

  it('are one part where only the request itself has a span', () => {
    expect(partsOf(request('200'))).toEqual({ frontend: 200 });
  });

  it.each([
    ['there is no request span', [span('handle_payload', 0, 1)]],
    ['it has no TTFT', [span('http-request', 0, 1)]],
    ['its TTFT is no number', [span('http-request', 0, 1, { ttft_ms: '1e3' })]],
    ['there are no spans', []],
  ])('are unknown where %s', (_, spans) => {
    expect(ttftParts(spans)).toBeUndefined();
  });
});

describe('the parts of each TTFT of the captured run', () => {
  const requests = [...capturedTraces().values()].flatMap((spans) => {
    const ttft = ttftOf(requestSpan(spans));
    return ttft === undefined ? [] : [{ ttft, spans: [...spans].sort((a, b) => a.startMs - b.startMs) }];
  });

  it('add up to it', () => {
    expect(requests).toHaveLength(925);
    const off = requests.filter(({ ttft, spans }) => {
      const sum = (ttftParts(spans) ?? []).reduce((total, { ms }) => total + ms, 0);
      return Math.abs(sum - ttft) > 0.001;
    });
    expect(off).toEqual([]);
  });

  it('leave little unexplained: every moment has a span that Dynamo made', () => {
    const total = (wanted: TtftPart) =>
      requests
        .flatMap(({ spans }) => ttftParts(spans) ?? [])
        .reduce((sum, { part, ms }) => (part === wanted ? sum + ms : sum), 0);
    const all = requests.reduce((sum, { ttft }) => sum + ttft, 0);
    expect(total('unexplained') / all).toBeLessThan(0.05);
    expect(total('queue')).toBeGreaterThan(0);
    expect(total('prefill')).toBeGreaterThan(0);
    expect(total('transfer')).toBeGreaterThan(0);
  });
});
