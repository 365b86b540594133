import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { mean, print, quantile, quantileBand, ruleTarget, type AnyExpr } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { capturedRequests, type CapturedRequest } from './captured-requests.ts';

/** Latency panels over a whole real run, against the spans of the very requests. */
const model = 'demo/chat-70b';
const where = { model };
const scrapes = new URL('../fixtures/captures/long/scrapes.jsonl.gz', import.meta.url);

let store: MetricStore;
let requests: readonly CapturedRequest[];

beforeAll(() => {
  store = MetricStore.fromScrapes(gunzipSync(readFileSync(scrapes)).toString());
  requests = capturedRequests().filter((r) => r.model === model);
});

function overTheRun(expr: AnyExpr): number {
  const range = store.timeRange();
  const endMs = range?.endMs ?? Number.NaN;
  const seconds = Math.ceil((endMs - (range?.startMs ?? Number.NaN)) / 1000);
  const result = store.query(print(expr.node, ruleTarget(`${seconds}s`)), endMs);
  return result.resultType === 'vector' ? (result.result[0]?.value ?? Number.NaN) : Number.NaN;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const ranked = (values: readonly number[], q: number) => sorted(values)[Math.ceil(q * values.length) - 1] ?? Number.NaN;

const measures = {
  'time to first token': {
    metric: frontend.timeToFirstToken,
    truth: () => requests.flatMap((r) => (r.ttftSeconds === undefined ? [] : [r.ttftSeconds])),
  },
  'request duration': { metric: frontend.requestDuration, truth: () => requests.map((r) => r.durationSeconds) },
};

describe.each(Object.entries(measures))('%s of a real run', (_, { metric, truth }) => {
  it('has spans to compare with', () => {
    expect(truth().length).toBeGreaterThan(500);
  });

  it.each([0.5, 0.9, 0.99])('quantile %d lies in the band that is drawn', (q) => {
    const { low, high } = quantileBand(q, metric, { where });
    expect(ranked(truth(), q)).toBeGreaterThanOrEqual(overTheRun(low));
    expect(ranked(truth(), q)).toBeLessThanOrEqual(overTheRun(high));
  });

  it('is a guess where it is drawn as a line: the line is off by more than a tenth at some quantile', () => {
    const errors = [0.5, 0.9, 0.99].map((q) =>
      Math.abs(overTheRun(quantile(q, metric, { where })) / ranked(truth(), q) - 1)
    );
    expect(Math.max(...errors)).toBeGreaterThan(0.1);
  });

  it('has an exact mean', () => {
    const values = truth();
    const expected = values.reduce((sum, v) => sum + v, 0) / values.length;
    // A few requests ended before the first scrape or have no span; 2 % covers them.
    expect(overTheRun(mean(metric, { where })) / expected).toBeGreaterThan(0.98);
    expect(overTheRun(mean(metric, { where })) / expected).toBeLessThan(1.02);
  });
});
