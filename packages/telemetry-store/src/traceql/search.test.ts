import { describe, expect, it } from 'vitest';

import { EPOCH_NS, traceStoreOf } from '../testing/spans.ts';
import { findTraces } from './search.ts';

describe('a search', () => {
  const store = traceStoreOf(
    { trace: 1, id: 1, startMs: 0 },
    { trace: 2, id: 1, startMs: 1000 },
    { trace: 3, id: 1, startMs: 2000 }
  );

  it('takes the newest traces first and stops at the limit', () => {
    expect(findTraces(store, '{}', { limit: 2 }).map(({ trace }) => Number(trace.traceId))).toEqual([3, 2]);
  });

  it('looks at traces that overlap its range only', () => {
    const range = { startNs: EPOCH_NS + 500_000_000n, endNs: EPOCH_NS + 1_500_000_000n };
    expect(findTraces(store, '{}', { limit: 9, range }).map(({ trace }) => Number(trace.traceId))).toEqual([2]);
  });
});
