import type { ApiResponse } from '@dynamo-observability/telemetry-store';
import { findTraces, tempoApi } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import type { CapturedSpan } from './captured-spans.ts';
import { capturedSpans } from './captured-spans.ts';
import { capturedTraces } from './captured-traces.ts';

const store = capturedTraces();
const spans = capturedSpans();
const byTrace = groupByTrace(spans);
const requests = spans.filter(({ name }) => name === 'http-request');
const range = store.timeRange() ?? { startNs: 0n, endNs: 0n };

function groupByTrace(all: readonly CapturedSpan[]): Map<string, CapturedSpan[]> {
  const groups = new Map<string, CapturedSpan[]>();
  for (const span of all) {
    groups.set(span.trace, [...(groups.get(span.trace) ?? []), span]);
  }
  return groups;
}

/** The ids of the spans that a query finds, sorted. */
function found(query: string): string[] {
  return findTraces(store, query, { limit: Infinity })
    .flatMap(({ spansets }) => spansets.flatMap((spanset) => spanset.spans.map(({ spanId }) => spanId)))
    .sort();
}

/** The ids of the captured spans that fulfil a condition, sorted; there must be some, or nothing was tested. */
function captured(condition: (span: CapturedSpan) => boolean): string[] {
  const ids = spans.filter(condition).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  return ids.sort();
}

function text(span: CapturedSpan, key: string): string {
  return String(span.attributes[key] ?? '');
}

function hasRoot(span: CapturedSpan): boolean {
  return (byTrace.get(span.trace) ?? []).some(({ parent }) => parent === '');
}

function parentOf(span: CapturedSpan): CapturedSpan | undefined {
  return byTrace.get(span.trace)?.find(({ id }) => id === span.parent);
}

function isBelow(span: CapturedSpan, name: string): boolean {
  const parent = parentOf(span);
  return parent !== undefined && (parent.name === name || isBelow(parent, name));
}

function traceHas(span: CapturedSpan, condition: (other: CapturedSpan) => boolean): boolean {
  return (byTrace.get(span.trace) ?? []).some(condition);
}

/** Numbers in texts at or above a threshold: letter by letter within one count of digits, more digits by pattern. */
function atLeast(attribute: string, threshold: string): string {
  const digits = threshold.split('.')[0]?.length ?? 0;
  const more = `${attribute} =~ "[0-9]{${digits + 1},}([.][0-9]+)?"`;
  return `(${more} || (${attribute} =~ "[0-9]{${digits}}([.][0-9]+)?" && ${attribute} >= "${threshold}"))`;
}

describe('requests of the capture', () => {
  it.each(['5', '23.97', '37.41', '100', '200.5', '230'])(
    'with a time to first token of %s ms or more',
    (threshold) => {
      expect(found(`{name="http-request" && ${atLeast('span.ttft_ms', threshold)}}`)).toEqual(
        captured((span) => span.name === 'http-request' && Number(span.attributes['ttft_ms']) >= Number(threshold))
      );
    }
  );

  it.each(['1', '64', '128'])('with %s output tokens or more', (threshold) => {
    expect(found(`{${atLeast('span.output_tokens', threshold)}}`)).toEqual(
      captured((span) => Number(span.attributes['output_tokens']) >= Number(threshold))
    );
  });

  it('compared with a number instead of a text: none', () => {
    expect(found('{name="http-request" && span.ttft_ms > 5}')).toEqual([]);
  });

  it('by duration', () => {
    expect(found('{name="http-request" && duration > 2s}')).toEqual(
      captured((span) => span.name === 'http-request' && span.seconds > 2)
    );
    expect(found('{name="http-request" && duration >= 420ms && duration < 1.2s}')).toEqual(
      captured((span) => span.name === 'http-request' && span.seconds >= 0.42 && span.seconds < 1.2)
    );
  });

  it.each(['success', 'error', 'cancelled'])('with the outcome %s', (outcome) => {
    expect(found(`{name="http-request" && span.request.outcome="${outcome}"}`)).toEqual(
      captured((span) => span.name === 'http-request' && span.attributes['request.outcome'] === outcome)
    );
  });

  it('without an outcome, and those that failed, with or without one', () => {
    const lacksOutcome = (span: CapturedSpan) => span.attributes['request.outcome'] === undefined;
    expect(found('{name="http-request" && span.request.outcome=nil}')).toEqual(
      captured((span) => span.name === 'http-request' && lacksOutcome(span))
    );
    const failed =
      '{name="http-request" && (span.request.outcome="error" || (status=error && span.request.outcome=nil))}';
    expect(found(failed)).toEqual(
      captured((span) => {
        const isError = span.attributes['request.outcome'] === 'error' || (span.error && lacksOutcome(span));
        return span.name === 'http-request' && isError;
      })
    );
  });

  it('of one model, by pattern and by list', () => {
    expect(found('{name="http-request" && span.model=~"demo/chat.*"}')).toEqual(
      captured((span) => span.name === 'http-request' && text(span, 'model').startsWith('demo/chat'))
    );
    expect(found('{name="http-request" && (span.model="demo/coder" || span.model="unknown_model")}')).toEqual(
      captured((span) => span.name === 'http-request' && ['demo/coder', 'unknown_model'].includes(text(span, 'model')))
    );
  });
});

describe('workers', () => {
  const ids = spans.map((span) => text(span, 'instance_id')).filter((id) => id !== '');
  const worker = ids.find((id) => BigInt(id) < 2n ** 63n) ?? '';

  it('by their id as text, and not as a number', () => {
    expect(found(`{span.instance_id="${worker}" && span.endpoint="generate"}`)).toEqual(
      captured(({ attributes }) => attributes['instance_id'] === worker && attributes['endpoint'] === 'generate')
    );
    expect(found(`{span.instance_id=${worker}}`)).toEqual([]);
    const unsigned = ids.find((id) => BigInt(id) >= 2n ** 63n) ?? '';
    expect(() => found(`{span.instance_id=${unsigned}}`)).toThrow('ids are texts');
  });

  it('as the router chose them', () => {
    expect(found(`{name="kv_router.route_request" && span.worker_id="${worker}"}`)).toEqual(
      captured(({ name, attributes }) => name === 'kv_router.route_request' && attributes['worker_id'] === worker)
    );
  });

  it('of prefill and decode', () => {
    expect(found('{span.phase="Prefill"} && {span.phase="Decode"}')).toEqual(
      captured((span) => {
        const phases = ['Prefill', 'Decode'];
        const both = phases.every((phase) => traceHas(span, ({ attributes }) => attributes['phase'] === phase));
        return both && phases.includes(text(span, 'phase'));
      })
    );
    expect(found('{resource.service.name="dynamo-worker-prefill" && span.endpoint="generate"}')).toEqual(
      captured(
        ({ service, attributes }) => service === 'dynamo-worker-prefill' && attributes['endpoint'] === 'generate'
      )
    );
  });
});

describe('queues and retries', () => {
  it('that waited', () => {
    expect(found('{name="kv_router.schedule" && duration > 100us}')).toEqual(
      captured(({ name, seconds }) => name === 'kv_router.schedule' && seconds > 0.0001)
    );
  });

  it('beside the request that waited', () => {
    const waited = ({ name, seconds }: CapturedSpan) => name === 'kv_router.schedule' && seconds > 0.0001;
    const isRequest = ({ name, attributes }: CapturedSpan) =>
      name === 'http-request' && attributes['model'] === 'demo/coder';
    const query = '{name="http-request" && span.model="demo/coder"} && {name="kv_router.schedule" && duration > 100us}';
    expect(found(query)).toEqual(
      captured((span) => (waited(span) || isRequest(span)) && traceHas(span, waited) && traceHas(span, isRequest))
    );
  });

  it('that moved to another worker', () => {
    expect(found('{name="kv_router.route_request" && span.migration.is_retry=true}')).toEqual(
      captured(({ attributes }) => attributes['migration.is_retry'] === true)
    );
    expect(found('{event:name="migration retry scheduled"}')).toEqual(
      captured(({ events }) => events.some(({ name }) => name === 'migration retry scheduled'))
    );
  });

  it('by the number of attempts', () => {
    const attempts = (span: CapturedSpan) =>
      (byTrace.get(span.trace) ?? []).filter(({ name }) => name === 'kv_router.route_request').length;
    expect(found('{name="kv_router.route_request"} | count() > 1')).toEqual(
      captured((span) => span.name === 'kv_router.route_request' && attempts(span) > 1)
    );
  });
});

describe('events', () => {
  it.each(['validation', 'not_found', 'internal', 'cancelled'])('with the error type %s', (type) => {
    expect(found(`{event.error_type="${type}"}`)).toEqual(
      captured(({ events }) => events.some(({ attributes }) => attributes['error_type'] === type))
    );
  });

  it('with several conditions on one of them', () => {
    expect(found('{event:name="http response sent" && event.status=~"[45].."}')).toEqual(
      captured(({ events }) =>
        events.some(
          ({ name, attributes }) => name === 'http response sent' && /^[45]..$/.test(String(attributes['status']))
        )
      )
    );
    expect(found('{event:name="request completed" && event.status="200"}')).toEqual([]);
  });
});

describe('structure', () => {
  it('is known in traces with a root only', () => {
    expect(found('{kind=client} > {kind=server}')).toEqual(
      captured((span) => span.kind === 2 && parentOf(span)?.kind === 3 && hasRoot(span))
    );
    expect(found('{name="http-request"} >> {name="kv_router.schedule"}')).toEqual(
      captured((span) => span.name === 'kv_router.schedule' && isBelow(span, 'http-request') && hasRoot(span))
    );
    expect(found('{nestedSetParent<0 && name="http-request"}')).toEqual(
      captured((span) => span.name === 'http-request' && span.parent === '')
    );
  });

  it('needs no root for spans of the same trace', () => {
    const isClient = ({ kind }: CapturedSpan) => kind === 3;
    const isServer = ({ kind }: CapturedSpan) => kind === 2;
    expect(found('{kind=client} && {kind=server}')).toEqual(
      captured((span) => (isClient(span) || isServer(span)) && traceHas(span, isClient) && traceHas(span, isServer))
    );
  });
});

describe('metrics', () => {
  const start = String(range.startNs - 1n);
  const end = String(range.endNs + 1n);
  const nowMs = Number(range.endNs / 1_000_000n) + 60_000;
  const ask = (q: string): ApiResponse =>
    tempoApi(store, { path: '/api/metrics/query', params: new URLSearchParams({ q, start, end }), nowMs });

  interface InstantBody {
    readonly series: ReadonlyArray<{
      readonly labels: ReadonlyArray<{ readonly value: { readonly stringValue: string } }>;
      readonly value: number;
    }>;
  }
  const byLabel = (q: string): Record<string, number> => {
    const { series } = ask(q).body as InstantBody;
    return Object.fromEntries(series.map(({ labels, value }) => [String(labels[0]?.value.stringValue), value]));
  };

  it('count requests by outcome, the missing one as nil', () => {
    const counts: Record<string, number> = {};
    for (const { attributes } of requests) {
      const outcome = String(attributes['request.outcome'] ?? 'nil');
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    expect(byLabel('{name="http-request"} | count_over_time() by (span.request.outcome)')).toEqual(counts);
  });

  it('find the slowest requests', () => {
    const slowest = [...requests].sort((a, b) => b.seconds - a.seconds).slice(0, 10);
    expect(byLabel('{name="http-request"} | max_over_time(duration) by (trace:id) | topk(10)')).toEqual(
      Object.fromEntries(slowest.map(({ trace, seconds }) => [trace.replace(/^0+/, ''), seconds]))
    );
  });

  it('average durations by model', () => {
    const means = byLabel('{name="http-request"} | avg_over_time(duration) by (span.model)');
    const coder = requests.filter(({ attributes }) => attributes['model'] === 'demo/coder');
    expect(means['demo/coder']).toBeCloseTo(coder.reduce((sum, { seconds }) => sum + seconds, 0) / coder.length, 9);
  });

  it('cannot aggregate numbers in texts', () => {
    expect(ask('{name="http-request"} | avg_over_time(span.ttft_ms)').body).toMatchObject({ series: [] });
  });
});
