import { describe, expect, it } from 'vitest';

import { EPOCH_NS, traceStoreOf } from '../../testing/spans.ts';
import { RANGE, askTempo } from '../../testing/tempo.ts';
import type { ApiResponse } from '../api.ts';

function search(params: Record<string, string>): ApiResponse {
  return askTempo('/api/search', { ...RANGE, ...params });
}

describe('/api/search', () => {
  it('answers with traces, their spans and what the query looked at', () => {
    const spanSet = {
      spans: [
        {
          spanID: '0000000000000001',
          name: 'http-request',
          startTimeUnixNano: String(EPOCH_NS),
          durationNanos: '1500500000',
          attributes: [
            { key: 'request.outcome', value: { stringValue: 'success' } },
            { key: 'service.name', value: { stringValue: 'dynamo-frontend' } },
            { key: 'tokens', value: { intValue: '12' } },
            { key: 'share', value: { doubleValue: 0.5 } },
            { key: 'stream', value: { boolValue: true } },
            { key: 'kind', value: { stringValue: 'internal' } },
          ],
        },
      ],
      matched: 1,
    };
    const q =
      '{name = "http-request" && span.request.outcome = "success"} | ' +
      'select(resource.service.name, span.tokens, span.share, span.stream, kind, duration, span.other)';
    expect(search({ q })).toEqual({
      status: 200,
      body: {
        traces: [
          {
            traceID: 'abc',
            rootServiceName: 'dynamo-frontend',
            rootTraceName: 'http-request',
            startTimeUnixNano: String(EPOCH_NS),
            durationMs: 1500,
            spanSet,
            spanSets: [spanSet],
            serviceStats: { 'dynamo-frontend': { spanCount: 2, errorCount: 1 } },
          },
        ],
        metrics: { inspectedTraces: 2, completedJobs: 1, totalJobs: 1, inspectedSpans: '3' },
      },
    });
  });

  it('says so where the root was not received', () => {
    expect(search({ q: '{name = "serve"}' }).body).toMatchObject({
      traces: [{ traceID: '7', rootServiceName: '<root span not yet received>', durationMs: 1 }],
    });
  });

  it('is an empty list, not a missing one, where nothing matches', () => {
    expect(search({ q: '{name = "other"}' }).body).toMatchObject({ traces: [] });
  });

  it('shows three spans of a set unless asked for more, and always how many there were', () => {
    const many = Array.from({ length: 5 }, (_, index) => ({ id: index + 1, name: 'x' }));
    const sets = (params: Record<string, string>) =>
      askTempo('/api/search', { ...RANGE, q: '{}', ...params }, traceStoreOf(...many)).body;
    expect(sets({})).toMatchObject({ traces: [{ spanSet: { matched: 5, spans: [{}, {}, {}] } }] });
    expect(sets({ spss: '5' })).toMatchObject({ traces: [{ spanSet: { spans: [{}, {}, {}, {}, {}] } }] });
  });

  it('has a set for each group, named as Tempo names it', () => {
    expect(search({ q: '{} | by(resource.service.name) | count() > 1' }).body).toMatchObject({
      traces: [
        {
          spanSets: [
            {
              attributes: [
                { key: 'by(resource.service.name)', value: { stringValue: 'dynamo-frontend' } },
                { key: 'count()', value: { intValue: '2' } },
              ],
            },
          ],
        },
      ],
    });
  });

  it('takes twenty traces unless asked for more, the newest first', () => {
    const store = traceStoreOf(
      ...Array.from({ length: 30 }, (_, trace) => ({ trace: trace + 1, id: 1, startMs: trace }))
    );
    const ids = (params: Record<string, string>) => {
      const { body } = askTempo('/api/search', { ...RANGE, q: '{}', ...params }, store);
      return body;
    };
    expect(ids({})).toHaveProperty('traces.length', 20);
    expect(ids({ limit: '25' })).toHaveProperty('traces.length', 25);
    expect(ids({})).toHaveProperty('traces.0.traceID', '1e');
  });

  it('without a range looks at the last twenty minutes only', () => {
    const old = traceStoreOf({ trace: 1, id: 1, startMs: -30 * 60_000 }, { trace: 2, id: 1 });
    expect(askTempo('/api/search', { q: '{}' }, old).body).toMatchObject({ traces: [{ traceID: '2' }] });
  });

  it('finds traces by tags and duration without TraceQL', () => {
    const ids = (params: Record<string, string>) => JSON.stringify(search(params).body);
    expect(ids({ tags: 'service.name=frontend model="m"' })).toContain('"traceID":"abc"');
    expect(ids({ tags: 'model=other' })).not.toContain('traceID');
    expect(ids({ minDuration: '1s' })).toContain('"traceID":"abc"');
    expect(ids({ minDuration: '1s', maxDuration: '1.2s' })).not.toContain('traceID');
    expect(ids({ tags: 'status.code=error root.name=http' })).toContain('"traceID":"abc"');
  });

  it.each([
    [{ q: '{name=' }, 'invalid TraceQL query: 1:7: parse error: unexpected end of input'],
    [{ q: '{} | rate() | compare({status=error})' }, 'invalid TraceQL query'],
    [{ q: '{!span.model}' }, '! expected a boolean, but got string'],
    [{ q: '{}', limit: '0' }, 'invalid limit: must be a positive number'],
    [{ q: '{}', limit: '262145' }, 'limit 262145 exceeds max limit 262144'],
    [{ q: '{}', limit: 'x' }, 'invalid limit'],
    [{ q: '{}', spss: '101' }, 'spans per span set exceeds 100. received 101'],
    [{ q: '{}', start: '100', end: '100' }, 'http parameter start must be before end. received start=100 end=100'],
    [
      { q: '{}', start: '0', end: '604801' },
      'range specified by start and end exceeds 168h0m0s. received start=0 end=604801',
    ],
    [{ q: '{}', tags: 'a=b' }, "invalid request: can't specify tags and q in the same query"],
    [{ tags: 'a=1 a=2' }, 'invalid tags: tag a has been set twice'],
    [{ minDuration: '5' }, 'invalid minDuration'],
    [{ minDuration: '5s', maxDuration: '1s' }, 'invalid maxDuration: must be greater than minDuration'],
    [{ q: `{name = "${'x'.repeat(131_072)}"}` }, 'exceeds the configured maximum size of 131072 bytes'],
  ])('refuses %j with 400 and a text', (params, message) => {
    const { status, body } = search(params);
    expect(status).toBe(400);
    expect(body).toContain(message);
  });
});
