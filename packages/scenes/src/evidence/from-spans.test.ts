import type { DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { requestsFromSpans } from './from-spans.ts';

/** Grafana's table of spans, as far as it is read: a column for each attribute, and nothing where a span lacks it. */
function tableOf(rows: ReadonlyArray<Readonly<Record<string, unknown>>>): DataFrame {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fields = names.map((name) => ({ name, values: rows.map((row) => row[name]) }));
  return { length: rows.length, fields } as DataFrame;
}

const request = { traceIdHidden: 'ab12', name: 'http-request', time: 1000, duration: 2_500_000 };

describe('a request in a table of spans', () => {
  it('has numbers where its span has them as text, and a trace id with its leading zeros', () => {
    const row = { ...request, ttft_ms: '12.5', input_tokens: '720', model: 'a/b', 'request.outcome': 'success' };
    expect(requestsFromSpans([tableOf([row])])).toEqual([
      {
        traceId: 'ab12'.padStart(32, '0'),
        startMs: 1000,
        durationMs: 2.5,
        ttftMs: 12.5,
        inputTokens: 720,
        model: 'a/b',
        outcome: 'success',
        sources: new Set(['traces']),
      },
    ]);
  });

  it('has the largest overlap of the routing spans of its own trace', () => {
    const route = (traceIdHidden: string, overlap: string) => ({
      ...request,
      traceIdHidden,
      name: 'kv_router.route_request',
      overlap_blocks: overlap,
    });
    const found = requestsFromSpans([tableOf([request, route('ab12', '3'), route('ab12', '7'), route('cd', '99')])]);
    expect(found.map(({ overlapBlocks }) => overlapBlocks)).toEqual([7]);
  });

  it('lacks what is no number: it does not become 0', () => {
    const [found] = requestsFromSpans([tableOf([{ ...request, ttft_ms: 'n/a', output_tokens: '', duration: null }])]);
    expect(found).not.toHaveProperty('ttftMs');
    expect(found).not.toHaveProperty('outputTokens');
    expect(found).not.toHaveProperty('durationMs');
    expect(found?.outcome).toBe('unknown');
  });

  it('is known by a span below it where only that says how it failed, once for each trace', () => {
    const embeddings = { ...request, name: 'embeddings', error_type: 'not_found' };
    expect(requestsFromSpans([tableOf([embeddings])])).toMatchObject([{ errorType: 'not_found', outcome: 'error' }]);
    expect(requestsFromSpans([tableOf([{ ...embeddings, error_type: 'cancelled' }])])).toMatchObject([
      { outcome: 'cancelled' },
    ]);
    expect(requestsFromSpans([tableOf([request, embeddings])])).toHaveLength(1);
    expect(requestsFromSpans([tableOf([{ ...request, name: 'kv_router.route_request' }])])).toEqual([]);
  });

  it('is not made from an empty answer', () => {
    expect(requestsFromSpans([])).toEqual([]);
    expect(requestsFromSpans([tableOf([])])).toEqual([]);
  });
});
