import { describe, expect, it } from 'vitest';

import type { EvidenceRequest } from './evidence-request.ts';
import { joinRequests } from './join.ts';

const inTrace = (fields: Partial<EvidenceRequest>): EvidenceRequest => ({
  startMs: 1,
  outcome: 'unknown',
  sources: new Set(['traces']),
  ...fields,
});
const inLog = (fields: Partial<EvidenceRequest>): EvidenceRequest => ({
  startMs: 2,
  outcome: 'success',
  sources: new Set(['logs']),
  ...fields,
});

describe('requests of traces and logs', () => {
  it('are one where the trace id is the same, and each side fills in what the other lacks', () => {
    expect(joinRequests([inTrace({ traceId: 'a', overlapBlocks: 3 })], [inLog({ traceId: 'a', ttftMs: 5 })])).toEqual([
      {
        traceId: 'a',
        overlapBlocks: 3,
        ttftMs: 5,
        startMs: 1,
        outcome: 'success',
        sources: new Set(['traces', 'logs']),
      },
    ]);
  });

  it('are one where only the request id is the same', () => {
    expect(joinRequests([inTrace({ traceId: 'a', requestId: 'r' })], [inLog({ requestId: 'r' })])).toHaveLength(1);
  });

  it('are two where both ids differ', () => {
    expect(
      joinRequests([inTrace({ traceId: 'a', requestId: 'r' })], [inLog({ traceId: 'b', requestId: 's' })])
    ).toHaveLength(2);
  });

  it('are two where neither has an id', () => {
    expect(joinRequests([inTrace({})], [inLog({})])).toHaveLength(2);
  });

  it('keep what only a log line knows, such as a request that was not sampled', () => {
    expect(joinRequests([], [inLog({ traceId: 'a' })])).toEqual([inLog({ traceId: 'a' })]);
  });

  it('count a line that came twice once', () => {
    expect(joinRequests([], [inLog({ traceId: 'a' }), inLog({ traceId: 'a' })])).toHaveLength(1);
  });
});
