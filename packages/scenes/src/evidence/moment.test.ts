import { describe, expect, it } from 'vitest';

import type { EvidenceRequest } from './evidence-request.ts';
import { isBehind, momentBefore } from './moment.ts';

const request = (fields: Partial<EvidenceRequest>): EvidenceRequest => ({
  startMs: 0,
  outcome: 'success',
  sources: new Set(['traces']),
  ...fields,
});
const moment = { fromMs: 100, toMs: 200 };

describe('a request behind a value', () => {
  it('of TTFT got its first token in the window', () => {
    expect(isBehind('ttft', request({ startMs: 50, ttftMs: 60 }), moment)).toBe(true);
    expect(isBehind('ttft', request({ startMs: 150, ttftMs: 60 }), moment)).toBe(false);
    expect(isBehind('ttft', request({ startMs: 40, ttftMs: 60 }), moment), 'at the open beginning').toBe(false);
    expect(isBehind('ttft', request({ startMs: 140, ttftMs: 60 }), moment), 'at the end').toBe(true);
  });

  it('of duration ended in the window', () => {
    expect(isBehind('duration', request({ startMs: 0, durationMs: 150 }), moment)).toBe(true);
    expect(isBehind('duration', request({ startMs: 150, durationMs: 150 }), moment)).toBe(false);
  });

  it('of a queue arrived in the window', () => {
    expect(isBehind('queue', request({ startMs: 150 }), moment)).toBe(true);
    expect(isBehind('queue', request({ startMs: 50, durationMs: 500 }), moment)).toBe(false);
  });

  it.each(['itl', 'kv', 'gpu-power'] as const)('of %s ran in the window', (signal) => {
    expect(isBehind(signal, request({ startMs: 0, durationMs: 500 }), moment)).toBe(true);
    expect(isBehind(signal, request({ startMs: 0, durationMs: 50 }), moment)).toBe(false);
    expect(isBehind(signal, request({ startMs: 201, durationMs: 50 }), moment)).toBe(false);
  });

  it('without a time of counting is judged by when it ran', () => {
    expect(isBehind('ttft', request({ startMs: 0, durationMs: 150 }), moment)).toBe(true);
    expect(isBehind('errors', request({ startMs: 150 }), moment)).toBe(true);
  });
});

it('a value looks back one window and one scrape', () => {
  expect(momentBefore(100_000, 60_000, 15_000)).toEqual({ fromMs: 25_000, toMs: 100_000 });
});
