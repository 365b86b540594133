import type { PrometheusBackend } from '@dynamo-observability/grafana-host';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { WithoutFamilies } from './hidden-families.ts';

const span = { startMs: 0, endMs: 1000 };

/** What reaches a backend of which some families are hidden. */
async function asked(
  families: readonly string[],
  ask: (backend: PrometheusBackend) => Promise<unknown>
): Promise<unknown> {
  let request: unknown;
  const remember =
    <T>(answer: T) =>
    (what: unknown): Promise<T> => {
      request = what;
      return Promise.resolve(answer);
    };
  const inner: PrometheusBackend = {
    queryRange: remember([]),
    query: remember({ type: 'scalar', timeMs: 0, value: 0 } as const),
    labelValues: remember([]),
    series: remember([]),
  };
  await ask(new WithoutFamilies(inner, families));
  return request;
}

const query = (expr: string, ...families: readonly string[]): Promise<unknown> =>
  asked(families, (backend) => backend.query({ expr, timeMs: 1 }));

describe('a family that is hidden', () => {
  it.each([
    ['a selector', 'sum(rate(hits_total{model=~".*"}[5m]))', 'sum(rate(hidden_family{model=~".*"}[5m]))'],
    [
      'the parts of a histogram',
      'wait_bucket + wait_sum / wait_count',
      'hidden_family + hidden_family / hidden_family',
    ],
    ['a list of names', '{__name__=~"hits_total|up|wait_count"}', '{__name__=~"hidden_family|up|hidden_family"}'],
    ['an engine’s name', 'vllm:queue', 'hidden_family'],
  ])('is not found by %s', async (_, expr, expected) => {
    expect(await query(expr, 'hits_total', 'wait', 'vllm:queue')).toEqual({ expr: expected, timeMs: 1 });
  });

  it.each(['misses_hits_total', 'hits_total_seconds', 'hits', 'ns:hits_total', 'wait_time'])(
    'does not take %s with it',
    async (expr) => {
      expect(await query(expr, 'hits_total', 'wait')).toEqual({ expr, timeMs: 1 });
    }
  );

  it('is hidden from range queries, variables and series too', async () => {
    const hide = (ask: (backend: PrometheusBackend) => Promise<unknown>) => asked(['a'], ask);
    expect(await hide((b) => b.queryRange({ expr: 'a', stepMs: 1, ...span }))).toMatchObject({ expr: 'hidden_family' });
    expect(await hide((b) => b.labelValues({ label: 'x', match: 'a', ...span }))).toMatchObject({
      match: 'hidden_family',
    });
    expect(await hide((b) => b.labelValues({ label: 'x', ...span }))).toEqual({ label: 'x', ...span });
    expect(await hide((b) => b.series({ match: 'a{}', ...span }))).toMatchObject({ match: 'hidden_family{}' });
  });
});

it('where nothing is hidden every query stays as it is', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), async (expr) => {
      expect(await query(expr)).toEqual({ expr, timeMs: 1 });
    })
  ));
