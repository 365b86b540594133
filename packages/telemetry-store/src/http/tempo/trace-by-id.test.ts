import { describe, expect, it } from 'vitest';

import { EPOCH_NS, traceIdOf } from '../../testing/spans.ts';
import { askTempo } from '../../testing/tempo.ts';

describe('a trace by id', () => {
  const rootSpan = {
    traceId: 'AAAAAAAAAAAAAAAAAAAKvA==',
    spanId: 'AAAAAAAAAAE=',
    parentSpanId: '',
    name: 'http-request',
    kind: 'SPAN_KIND_INTERNAL',
    startTimeUnixNano: String(EPOCH_NS),
    endTimeUnixNano: String(EPOCH_NS + 1_500_500_000n),
    events: [
      {
        timeUnixNano: String(EPOCH_NS + 1_500_000_000n),
        name: 'request completed',
        attributes: [{ key: 'status', value: { stringValue: 'success' } }],
      },
    ],
    status: {},
  };

  it('comes as OTLP with ids in base64, below trace in version 2 and as batches in version 1', () => {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'dynamo-frontend' } }] };
    const child = {
      parentSpanId: 'AAAAAAAAAAE=',
      kind: 'SPAN_KIND_CLIENT',
      status: { code: 'STATUS_CODE_ERROR', message: 'x' },
    };
    const scope = { name: 'test', version: '1.0' };
    const expected = [{ resource, scopeSpans: [{ scope, spans: [rootSpan, child] }] }];
    expect(askTempo(`/api/v2/traces/${traceIdOf(0xabc)}`).body).toMatchObject({ trace: { resourceSpans: expected } });
    expect(askTempo(`/api/traces/${traceIdOf(0xabc)}`).body).toMatchObject({ batches: expected });
  });

  it('is found without leading zeros, whatever the range', () => {
    const params = { start: '1', end: '2' };
    expect(askTempo('/api/v2/traces/abc', params)).toEqual(askTempo(`/api/v2/traces/${traceIdOf(0xabc)}`, {}));
  });

  it('that is unknown is empty in version 2 and 404 in version 1', () => {
    expect(askTempo('/api/v2/traces/dead')).toEqual({ status: 200, body: { trace: {}, metrics: {} } });
    expect(askTempo('/api/traces/dead').status).toBe(404);
  });

  it.each([
    ['xyz', "trace IDs can only contain hex characters: invalid character 'x' at position 1"],
    ['a'.repeat(33), "trace IDs can't be larger than 128 bits"],
    ['%zz', 'invalid percent encoding'],
  ])('refuses %s', (id, message) => {
    const { status, body } = askTempo(`/api/v2/traces/${id}`);
    expect(status).toBe(400);
    expect(body).toContain(message);
  });
});
