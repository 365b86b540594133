import { describe, expect, it } from 'vitest';

import { amountOf, byContribution } from './contribution.ts';
import type { EvidenceRequest } from './evidence-request.ts';

const request = (fields: Partial<EvidenceRequest>): EvidenceRequest => ({
  startMs: 0,
  outcome: 'success',
  sources: new Set(['traces']),
  ...fields,
});

describe('what a request adds to a point', () => {
  const one = request({
    ttftMs: 100,
    itlMs: 10,
    durationMs: 1000,
    inputTokens: 200,
    outputTokens: 50,
    overlapBlocks: 10,
  });

  it.each([
    ['ttft', 100],
    ['queue', 100],
    ['itl', 10],
    ['duration', 1000],
    ['hit-rate', 200 - 10 * 16],
    ['kv', 250],
    ['gpu-power', 50 + 40],
  ] as const)('%s: %d', (signal, amount) => {
    expect(amountOf(signal, one)).toBe(amount);
  });

  it('is one for an error, and nothing for what the client gave up', () => {
    expect(amountOf('errors', request({ outcome: 'error' }))).toBe(1);
    expect(amountOf('errors', request({ outcome: 'cancelled' }))).toBeUndefined();
  });

  it('is never less than nothing: the router counts whole blocks, the last one may be part full', () => {
    expect(amountOf('hit-rate', request({ inputTokens: 20, overlapBlocks: 2 }))).toBe(0);
  });

  it('is unknown where the request does not tell', () => {
    expect(amountOf('ttft', request({}))).toBeUndefined();
    expect(amountOf('hit-rate', request({ overlapBlocks: 3 }))).toBeUndefined();
  });
});

describe('requests by contribution', () => {
  const slow = request({ ttftMs: 300 });
  const quick = request({ ttftMs: 100 });
  const early = request({ startMs: 1 });
  const late = request({ startMs: 2 });

  it('begin with the largest, and end with those that do not tell, the latest first', () => {
    const found = byContribution('ttft', [early, quick, late, slow]);
    expect(found.map((entry) => entry.request)).toEqual([slow, quick, late, early]);
    expect(found.map(({ share }) => share)).toEqual([0.75, 0.25, undefined, undefined]);
  });

  it('have no shares of nothing', () => {
    expect(byContribution('hit-rate', [request({ inputTokens: 0 })])[0]?.share).toBeUndefined();
    expect(byContribution('ttft', [])).toEqual([]);
  });
});
