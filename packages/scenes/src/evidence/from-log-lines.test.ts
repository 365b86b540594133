import type { DataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { requestsFromLogLines } from './from-log-lines.ts';

const linesOf = (endMs: number, ...labels: readonly unknown[]): DataFrame =>
  ({
    length: labels.length,
    fields: [
      { name: 'labels', values: [...labels] },
      { name: 'Time', values: labels.map(() => endMs) },
    ],
  }) as DataFrame;

describe('a request in a completed line', () => {
  it('began as long before the line as it took', () => {
    const [found] = requestsFromLogLines([linesOf(5000, { elapsed_ms: '1500', ttft_ms: '40', status: 'success' })]);
    expect(found).toMatchObject({ startMs: 3500, durationMs: 1500, ttftMs: 40, outcome: 'success' });
  });

  it('sent over OTLP has no latencies, tokens or workers, and they are absent', () => {
    const [found] = requestsFromLogLines([linesOf(5000, { trace_id: 'ab', request_outcome: 'cancelled' })]);
    expect(found).toEqual({
      startMs: 5000,
      traceId: 'ab'.padStart(32, '0'),
      outcome: 'cancelled',
      sources: new Set(['logs']),
    });
  });

  it('takes no text for a trace id that is none', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const found = requestsFromLogLines([linesOf(0, { trace_id: hostile }, { trace_id: '' }, null)]);
    expect(found.map(({ traceId }) => traceId)).toEqual([undefined, undefined, undefined]);
  });
});
