import { describe, expect, it } from 'vitest';

import { EPOCH_MS, EPOCH_NS } from '../../testing/spans.ts';
import { EPOCH_S, RANGE, askTempo } from '../../testing/tempo.ts';

describe('metrics', () => {
  it('over time are series of labels and samples; what is 0 is left out, as protobuf does', () => {
    const params = { q: '{} | count_over_time() by (name)', step: '60s', exemplars: '1', ...RANGE };
    expect(askTempo('/api/metrics/query_range', params).body).toMatchObject({
      series: [
        {
          labels: [{ key: 'name', value: { stringValue: 'http-request' } }],
          samples: [
            { timestampMs: String(EPOCH_MS - 60_000) },
            { timestampMs: String(EPOCH_MS), value: 1 },
            { timestampMs: String(EPOCH_MS + 60_000) },
          ],
        },
        { labels: [{ key: 'name', value: { stringValue: 'route' } }] },
        { labels: [{ key: 'name', value: { stringValue: 'serve' } }] },
      ],
      metrics: { inspectedTraces: 2, inspectedSpans: '3' },
    });
  });

  it('have exemplars unless the query or the request says no', () => {
    const answer = (params: Record<string, string>) =>
      askTempo('/api/metrics/query_range', { step: '60', ...RANGE, ...params }).body;
    expect(answer({ query: '{name = "serve"} | rate()' })).toMatchObject({
      series: [
        {
          labels: [{ key: '__name__', value: { stringValue: 'rate' } }],
          exemplars: [
            {
              labels: [
                { key: 'name', value: { stringValue: 'serve' } },
                { key: 'trace:id', value: { stringValue: '7' } },
              ],
              timestampMs: String(EPOCH_MS + 10_000),
              value: 1 / 60,
            },
          ],
        },
      ],
    });
    expect(answer({ q: '{} | rate() with (exemplars=false)' })).not.toHaveProperty('series.0.exemplars');
  });

  it('at once are one value a series', () => {
    const params = { q: '{} | max_over_time(duration) by (resource.service.name)', ...RANGE };
    expect(askTempo('/api/metrics/query', params).body).toMatchObject({
      series: [
        { labels: [{ key: 'resource.service.name', value: { stringValue: 'dynamo-frontend' } }], value: 1.5005 },
        { labels: [{ key: 'resource.service.name', value: { stringValue: 'dynamo-worker' } }], value: 0.001 },
      ],
    });
  });

  it('take times in seconds, nanoseconds, fractions and RFC 3339, and an hour where there is none', () => {
    const q = '{} | count_over_time()';
    const value = (params: Record<string, string>) => askTempo('/api/metrics/query', { q, ...params }).body;
    const expected = { series: [{ value: 3 }] };
    expect(value({ start: `${EPOCH_S - 60}`, end: `${EPOCH_S + 60}` })).toMatchObject(expected);
    expect(value({ start: `${EPOCH_NS - 1n}`, end: `${EPOCH_NS + 20_000_000_000n}` })).toMatchObject(expected);
    expect(value({ start: `${EPOCH_S - 1}.5`, end: `${EPOCH_S + 20}.5` })).toMatchObject(expected);
    expect(value({ start: '2026-11-21T23:59:00Z', end: '2026-11-22T00:01:00Z' })).toMatchObject(expected);
    expect(value({})).toMatchObject(expected);
    expect(value({ since: '55s' })).toMatchObject({ series: [{ value: 1 }] });
  });

  it('leave out a step that is not over', () => {
    const params = { q: '{} | count_over_time()', step: '50', start: `${EPOCH_S - 50}`, end: `${EPOCH_S + 100}` };
    expect(askTempo('/api/metrics/query_range', params).body).toHaveProperty('series.0.samples.length', 3);
  });

  it.each([
    [{ q: '{}' }, 'not a metrics query'],
    [{ q: '{} | rate()', start: '20', end: '10' }, 'end must be greater than start'],
    [
      { q: '{} | rate()', start: `${EPOCH_S - 86_500}`, end: `${EPOCH_S}` },
      'exceeds the maximum allowed duration of 24h0m0s',
    ],
    [{ q: '{} | rate()', step: '1ms' }, 'step of 1ms is too small, minimum step for given range is 12ms'],
    [{ q: '{} | rate()', step: '-1' }, 'cannot parse "-1" to a valid duration'],
    [{ q: '{} | rate()', start: 'yesterday' }, "could not parse 'start' parameter"],
    [{ q: '{} | rate()', since: 'long' }, "could not parse 'since' parameter"],
  ])('refuse %j', (params, message) => {
    const { status, body } = askTempo('/api/metrics/query_range', { ...RANGE, ...params });
    expect(status).toBe(400);
    expect(body).toContain(message);
  });
});
