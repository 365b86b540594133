import { MetricStore, prometheusApi } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { readCapture, toOpenMetrics } from './capture.ts';
import { Prometheus, skipWithoutPrometheus } from './prometheus.ts';

/** A path below `/api/v1/` with its query. */
const ANSWERED = [
  'query?query=up&time=1795355300',
  'query?query=up&time=1795355300.123',
  'query?query=up&time=2026-11-22T13:48:20Z',
  'query?query=scalar(vector(1))&time=1795355300',
  'query?query=%22text%22&time=1795355300',
  'query?query=up[30s]&time=1795355300',
  'query_range?query=dynamo_frontend_requests_total&start=1795355000&end=1795355300&step=15',
  'query_range?query=up&start=1795355000&end=1795355300&step=1m',
  'query_range?query=1&start=1795355000.5&end=1795355002.5&step=0.5',
  'query_range?query=nothing&start=1795355000&end=1795355300&step=15',
  'series?match[]=up&start=1795355000&end=1795355300',
  'series?match[]=up&match[]=dynamo_frontend_model_context_length&start=1795355000&end=1795355300',
  // Of all time: within a range Prometheus lists what is anywhere in the blocks that the range touches.
  'labels',
  'labels?match[]=up',
  'label/job/values',
  'label/nothing/values',
  'label/__name__/values?match[]={job=~%22.%2B%22}',
  'query_exemplars?query=up&start=1795355000&end=1795355300',
  'rules',
  'alerts',
];

const REFUSED = [
  'query?query=',
  'query?query=sum(',
  'query?query=up{',
  'query?query=up{a=~%22(%22}',
  'query?query=rate(up)',
  'query?query=up&time=noon',
  'query?query=up%20*%20on(x)%20up&time=1795355300',
  'query_range?query=up',
  'query_range?query=up&start=20&end=10&step=1',
  'query_range?query=up&start=10&end=20&step=0',
  'query_range?query=up&start=10&end=20&step=x',
  'query_range?query=up&start=0&end=20000&step=1',
  'query_range?query=up[1m]&start=0&end=20&step=1',
  'query_range?query=%22x%22&start=0&end=20&step=1',
  'series',
  'series?match[]=sum(up)',
  'series?match[]={}',
  'labels?match[]=up{',
  'label/a-b/values',
];

interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

describe.skipIf(skipWithoutPrometheus())("the store speaks Prometheus' HTTP API", () => {
  let ours: (request: string) => HttpAnswer;
  let theirs: (request: string) => Promise<HttpAnswer>;

  beforeAll(async () => {
    const page = toOpenMetrics(readCapture());
    const store = new MetricStore();
    store.addHistory(page);
    const prometheus = await Prometheus.start({ backfill: page });
    ours = (request) => {
      const { pathname, searchParams } = new URL(`http://store/api/v1/${request}`);
      return prometheusApi(store, { path: pathname, params: searchParams, nowMs: Date.now() });
    };
    theirs = async (request) => {
      const response = await fetch(`${prometheus.url}/api/v1/${request}`);
      return { status: response.status, body: await response.json() };
    };
    return () => prometheus.stop();
  });

  it.each(ANSWERED)('with the same answer to %s', async (request) => {
    expect(sorted(ours(request))).toEqual(sorted(await theirs(request)));
  });

  it.each(REFUSED)('refusing %s with the same kind of error', async (request) => {
    const [mine, other] = [ours(request), await theirs(request)];
    expect(mine).toMatchObject({ status: other.status, body: kindOf(other) });
  });
});

/** Series of an instant query come in no order. */
function sorted({ status, body }: HttpAnswer): HttpAnswer {
  const { data, ...rest } = body as { readonly data?: { readonly result?: unknown } };
  if (!Array.isArray(data?.result)) {
    return { status, body };
  }
  const texts = data.result.map((each) => JSON.stringify(each, (_, value: unknown) => ordered(value)));
  return { status, body: { ...rest, data: { ...data, result: texts.sort() } } };
}

/** Keys in one order, so that equal objects have equal texts. */
function ordered(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** The texts of errors differ: ours name the place in another way. */
function kindOf({ body }: HttpAnswer): object {
  const { status, errorType } = body as { readonly status: string; readonly errorType: string };
  return { status, errorType };
}
