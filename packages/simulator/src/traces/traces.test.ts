import { beforeAll, describe, expect, it } from 'vitest';

import type { RequestRecord } from '../ledger/request-record.ts';
import type { Simulation } from '../story/simulation.ts';
import { capturedJson } from '../testing/captured-page.ts';
import { capturedRun } from '../testing/captured-run.ts';
import { runWith } from '../testing/run-with.ts';
import type { OtlpSpan } from './otlp-span.ts';
import { traces, type OtlpTraceExport } from './traces.ts';

/** Simulated spans against those of a real run, both ways. */
let simulation: Simulation;
let exports: OtlpTraceExport[];
let spans: OtlpSpan[];

const isExport = (value: object): value is OtlpTraceExport => 'resourceSpans' in value;
const spansOf = (requests: readonly object[]): OtlpSpan[] =>
  requests
    .filter(isExport)
    .flatMap(({ resourceSpans }) => resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));

beforeAll(() => {
  exports = [];
  simulation = runWith(capturedRun, (world) => traces(world, (request) => exports.push(request)));
  spans = spansOf(exports);
});

const real = spansOf(capturedJson('long/spans.otlp.jsonl.gz')).filter(
  // Internal questions of the router, and endpoints that no simulated client calls.
  ({ attributes, name }) =>
    name !== 'embeddings' &&
    !attributes.some(
      ({ value }) => 'stringValue' in value && /^worker_kv_query|\/embeddings|\/nothing/.test(value.stringValue)
    )
);
/** On a run with less retries these may be missing, or be there on every span. */
const ofCaller = ['x_request_id', 'trace_id', 'parent_id', 'trace_flags'];

const attribute = (span: OtlpSpan | undefined, name: string): string | undefined => {
  const value = span?.attributes.find(({ key }) => key === name)?.value;
  return value !== undefined && 'stringValue' in value ? value.stringValue : undefined;
};

function shapes(all: readonly OtlpSpan[]) {
  const byName = new Map<
    string,
    { attributes: Set<string>; events: Set<string>; keys: Set<string>; kinds: Set<number> }
  >();
  for (const span of all) {
    const shape = byName.get(span.name) ?? {
      attributes: new Set(),
      events: new Set(),
      keys: new Set(),
      kinds: new Set(),
    };
    byName.set(span.name, shape);
    shape.kinds.add(span.kind);
    Object.keys(span).forEach((key) => shape.keys.add(key));
    span.attributes.forEach(({ key, value }) => shape.attributes.add(`${key} ${Object.keys(value).join('')}`));
    span.events?.forEach(({ name, attributes }) =>
      attributes.forEach(({ key, value }) =>
        shape.events.add(`${name.slice(0, 30)}: ${key} ${Object.keys(value).join('')}`)
      )
    );
  }
  return byName;
}

describe('spans', () => {
  it('have the names, kinds and attributes of real ones, both ways', () => {
    const captured = shapes(real);
    const simulated = shapes(spans);
    expect([...simulated.keys()].filter((name) => !name.startsWith('completions')).sort()).toEqual(
      [...captured.keys()].filter((name) => !name.startsWith('completions')).sort()
    );
    const about = (key: string) => !ofCaller.includes(key.split(' ')[0] ?? '');
    for (const [name, shape] of simulated) {
      const known = captured.get(name);
      if (known !== undefined) {
        expect({ name, kinds: [...shape.kinds] }).toEqual({ name, kinds: [...known.kinds] });
        expect({ name, attributes: [...shape.attributes].filter(about).sort() }).toEqual({
          name,
          attributes: [...known.attributes].filter(about).sort(),
        });
        expect({ name, unknown: [...shape.keys].filter((key) => !known.keys.has(key)) }).toEqual({ name, unknown: [] });
      }
    }
  });

  it('have the events of real ones, and no other', () => {
    const captured = shapes(real).get('http-request')?.events ?? new Set();
    const simulated = shapes(spans).get('http-request')?.events ?? new Set();
    // The long run had requests that could not connect, and none whose stream broke.
    const broken = /^Stream disconnected/;
    const strange = [...simulated].filter((event) => !captured.has(event) && !broken.test(event));
    expect(strange).toEqual([]);
  });

  it('form one tree a request', () => {
    for (const request of exports) {
      const all = spansOf([request]);
      const ids = new Set(all.map(({ spanId }) => spanId));
      expect(ids.size).toBe(all.length);
      const roots = all.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId));
      expect(roots.map(({ name }) => name)).toEqual(['http-request']);
      expect(new Set(all.map(({ traceId }) => traceId)).size).toBe(1);
      expect(all.every(({ startTimeUnixNano: from, endTimeUnixNano: to }) => BigInt(from) <= BigInt(to))).toBe(true);
    }
  });

  const traceOf = ({ traceId }: RequestRecord) => spans.filter((span) => span.traceId === traceId);
  const find = (want: (request: RequestRecord) => boolean): RequestRecord => {
    const found = simulation.ledger.ended.find(want);
    if (found === undefined) {
      throw new Error('No such request in the run.');
    }
    return found;
  };

  it('mark a migrated success as an error, and name its dead first worker', () => {
    const request = find(
      ({ migrations, outcome, endpoint }) => migrations > 0 && outcome === 'success' && endpoint === 'chat_completions'
    );
    const trace = traceOf(request);
    const http = trace.find(({ name }) => name === 'http-request');
    const lost = request.attempts.find(({ end }) => end === 'worker-lost');
    const dead = simulation.workers[lost?.worker ?? -1];
    expect(http?.status).toEqual({ code: 2 });
    expect(attribute(http, 'request.outcome')).toBe('success');
    expect([attribute(http, 'prefill_worker_id'), attribute(http, 'decode_worker_id')]).toContain(dead?.id);
    const routes = trace.filter(({ name }) => name === 'kv_router.route_request');
    expect(routes.length).toBe(request.attempts.length);
    expect(trace.filter(({ name }) => name === 'handle_payload').length).toBe(
      request.attempts.length - request.migrations
    );
  });

  it('leave the status of a cancelled request unset', () => {
    const http = traceOf(find(({ outcome }) => outcome === 'cancelled')).find(({ name }) => name === 'http-request');
    expect(http?.status).toEqual({});
    expect(attribute(http, 'request.outcome')).toBe('cancelled');
  });

  it('come in two pairs when prefill and decode are apart', () => {
    const request = find(
      ({ model, outcome, migrations }) => model === 'demo/coder' && outcome === 'success' && migrations === 0
    );
    const phases = traceOf(request).flatMap((span) => attribute(span, 'phase') ?? []);
    expect(phases.sort()).toEqual(['Decode', 'Prefill']);
  });

  it('write numbers of requests as text', () => {
    const request = find(({ outcome, endpoint }) => outcome === 'success' && endpoint === 'chat_completions');
    const http = traceOf(request).find(({ name }) => name === 'http-request');
    expect(attribute(http, 'output_tokens')).toBe(String(request.outputTokens));
    expect(attribute(http, 'input_tokens')).toBe(String(request.inputTokens));
  });

  it('vanish with their whole trace when sampled away', () => {
    const kept: OtlpTraceExport[] = [];
    const sampled = { kind: 'traces-sampled-away', startSeconds: 0, endSeconds: 60, strength: 0.9 } as const;
    const run = runWith({ ...capturedRun, faults: [sampled], durationSeconds: 60 }, (world) =>
      traces(world, (request) => kept.push(request))
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(run.ledger.ended.length * 0.25);
  });
});
