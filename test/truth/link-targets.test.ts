/** From a point of a panel to its requests, in exported JSON: what the link opens must find what a reading of the files finds. */
import {
  capturedLogStore,
  lokiApi,
  tempoApi,
  TraceStore,
  type LogStore,
  type MetricStore,
} from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { capturedLines, capturedOtlpLogs, capturedProcesses, type CapturedLine } from './captured-log-lines.ts';
import { capturedMetrics, drawn } from './drawn-series.ts';
import { opened, panelNamed, sentQuery, type Opened } from './opened-companion.ts';
import { capturedSpans, capturedSpansText, tracesOf, type CapturedSpan } from './plain-spans.ts';

let metrics: MetricStore;
let traces: TraceStore;
let logs: LogStore;
let otlp: LogStore;
let spans: readonly CapturedSpan[];
let lines: readonly CapturedLine[];

beforeAll(() => {
  metrics = capturedMetrics();
  traces = TraceStore.fromOtlp(capturedSpansText());
  logs = capturedLogStore({ processes: capturedProcesses() });
  otlp = capturedLogStore({ otlp: capturedOtlpLogs() });
  spans = capturedSpans();
  lines = capturedLines();
}, 60_000);

interface Point {
  readonly timeMs: number;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** Where a panel is highest, or lowest, among all its points. */
function extreme(panelId: string, which: 'highest' | 'lowest'): Point {
  const points = drawn(metrics, panelNamed(panelId).panel).flatMap(({ metric, timesMs, values }) =>
    Array.from(values, (value, i): Point => ({ timeMs: timesMs[i] ?? 0, value, labels: metric }))
  );
  const sign = which === 'highest' ? 1 : -1;
  const sorted = points.filter(({ value }) => Number.isFinite(value)).sort((a, b) => sign * (b.value - a.value));
  return sorted[0] ?? { timeMs: 0, value: Number.NaN, labels: {} };
}

function click(panelId: string, which: 'highest' | 'lowest'): Opened & { readonly point: Point } {
  const point = extreme(panelId, which);
  const { startMs, endMs } = metrics.timeRange() ?? { startMs: 0, endMs: 0 };
  return { ...opened(panelId, { timeMs: point.timeMs, fromMs: startMs, toMs: endMs, labels: point.labels }), point };
}

/** Long after the run: a request that has not ended yet is in no trace. */
const later = ({ toMs }: Opened): number => toMs + 3_600_000;

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

interface FoundTraces {
  readonly traces?: ReadonlyArray<{ readonly traceID: string }>;
  readonly series?: ReadonlyArray<{ readonly value: number }>;
}

function fromTempo(path: string, panelId: string, where: Opened): FoundTraces {
  const q = sentQuery(panelId, where);
  const range = { start: seconds(where.fromMs), end: seconds(where.toMs) };
  const params = new URLSearchParams({ q, ...range, limit: '5000', spss: '20' });
  const { status, body } = tempoApi(traces, { path, params, nowMs: later(where) });
  expect([q, status]).toEqual([q, 200]);
  return body as FoundTraces;
}

const found = (panelId: string, where: Opened): string[] =>
  (fromTempo('/api/search', panelId, where).traces ?? []).map(({ traceID }) => traceID.padStart(32, '0')).sort();

/** Traces that overlap the range and that somebody who reads the file calls a match. */
function read(where: Opened, isMatch: (trace: readonly CapturedSpan[]) => boolean): string[] {
  const [from, to] = [where.fromMs, where.toMs].map((ms) => BigInt(seconds(ms)) * 1_000_000_000n);
  const inRange = (trace: readonly CapturedSpan[]) =>
    trace.some(({ startNs }) => startNs <= (to ?? 0n)) && trace.some(({ endNs }) => endNs >= (from ?? 0n));
  return [...tracesOf(spans)].flatMap(([id, trace]) => (inRange(trace) && isMatch(trace) ? [id] : [])).sort();
}

const isRouting = ({ name }: CapturedSpan) => /router\.route_request$/.test(name);
const isRequest = ({ name }: CapturedSpan) => name === 'http-request';
const routed = (trace: readonly CapturedSpan[], worker?: string) =>
  trace.some(
    (span) =>
      isRouting(span) &&
      'worker_id' in span.attributes &&
      (worker === undefined || span.attributes['worker_id'] === worker)
  );
const ofModel = (trace: readonly CapturedSpan[], model?: string) =>
  trace.some(
    (span) =>
      isRequest(span) && 'model' in span.attributes && (model === undefined || span.attributes['model'] === model)
  );

describe('the highest time to first token of a model', () => {
  it('opens the requests of that model in those ten minutes, the slow ones among them', () => {
    const where = click('ttft-by-model', 'highest');
    const { model } = where.point.labels;
    expect([where.uid, where.choices['model'], where.toMs - where.fromMs]).toEqual(['dynamo-requests', model, 600_000]);
    const ids = found('behind-requests-traces', where);
    expect(ids).toEqual(read(where, (trace) => routed(trace) && ofModel(trace, model)));
    const slow = spans.filter(
      (span) =>
        isRequest(span) &&
        ids.includes(span.traceId) &&
        Number(span.attributes['ttft_ms']) >= (where.point.value * 1000) / 2.3
    );
    expect(slow.length).toBeGreaterThan(0);
  });
});

describe('the highest inter-token latency of a model', () => {
  it('opens the requests of that model', () => {
    const where = click('itl-by-model', 'highest');
    const { model } = where.point.labels;
    const ids = found('behind-requests-traces', where);
    expect(ids.length).toBeGreaterThan(10);
    expect(ids).toEqual(read(where, (trace) => routed(trace) && ofModel(trace, model)));
  });
});

describe('the lowest hit rate of a model', () => {
  it('opens its requests, with the overlap that the router knew of', () => {
    const where = click('hit-rate-by-model', 'lowest');
    const ids = found('behind-requests-traces', where);
    expect(ids).toEqual(read(where, (trace) => routed(trace) && ofModel(trace, where.point.labels['model'])));
    const overlaps = spans.filter(
      (span) => isRouting(span) && ids.includes(span.traceId) && 'overlap_blocks' in span.attributes
    );
    expect(new Set(overlaps.map(({ traceId }) => traceId)).size).toBeGreaterThan(0);
  });
});

describe('the most errors of a kind', () => {
  it('open the requests that ended so', () => {
    const where = click('errors-by-type', 'highest');
    const kind = where.point.labels['error_type'];
    const ids = found('behind-failed', where);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(
      read(where, (trace) =>
        trace.some(({ events }) => events.some((event) => event['error_type'] === kind && 'model' in event))
      )
    );
  });
});

describe('the fullest worker, by what the router believes', () => {
  it('opens the requests that had an attempt on it', () => {
    const where = click('router-decode-load', 'highest');
    const { worker_id: worker } = where.point.labels;
    expect(worker).toMatch(/^\d{15,20}$/);
    const ids = found('behind-requests-traces', where);
    expect(ids.length).toBeGreaterThan(10);
    expect(ids).toEqual(read(where, (trace) => routed(trace, worker) && ofModel(trace)));
    expect(ids.length).toBeLessThan(read(where, (trace) => routed(trace) && ofModel(trace)).length);
  });
});

describe('the fullest KV cache', () => {
  it('opens the requests of every worker, and the metrics of that one: no query turns its id into the decimal one', () => {
    const where = click('kv-use', 'highest');
    expect(where.choices['worker']).toBe(where.point.labels['instance']);
    expect(where.choices['worker_id']).toBeUndefined();
    expect(found('behind-requests-traces', where)).toEqual(read(where, (trace) => routed(trace) && ofModel(trace)));
  });
});

describe('the slowest requests', () => {
  it('are the twenty longest of those that began in the range, exactly', () => {
    const where = click('ttft-by-model', 'highest');
    const series = fromTempo('/api/metrics/query', 'behind-slowest', where).series ?? [];
    const [from, to] = [where.fromMs, where.toMs].map((ms) => BigInt(seconds(ms)) * 1_000_000_000n);
    const longest = spans
      .filter((span) => isRequest(span) && span.attributes['model'] === where.point.labels['model'])
      .filter(({ startNs }) => startNs > (from ?? 0n) && startNs <= (to ?? 0n))
      .map(({ startNs, endNs }) => Number(endNs - startNs) / 1e9)
      .sort((a, b) => b - a);
    expect(series.map(({ value }) => value).sort((a, b) => b - a)).toEqual(longest.slice(0, 20));
  });
});

describe('refused requests', () => {
  it('are those that HTTP answered with an error', () => {
    const where = click('errors-by-type', 'highest');
    const ids = found('behind-refused', where);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(
      read(where, (trace) =>
        trace.some(
          (span) =>
            isRequest(span) &&
            span.events.some((e) => e['event:name'] === 'http response sent' && /^[45]..$/.test(e['status'] ?? ''))
        )
      )
    );
  });
});

interface LogAnswer {
  readonly data?: {
    readonly result: ReadonlyArray<{
      readonly stream: Readonly<Record<string, string>>;
      readonly values: ReadonlyArray<readonly string[]>;
    }>;
  };
}

/** The labels of each line that a panel of the companion finds. */
function linesFound(store: LogStore, streamLabel: string, panelId: string, where: Opened) {
  const query = sentQuery(panelId, where, streamLabel);
  const params = new URLSearchParams({
    query,
    start: `${where.fromMs}000000`,
    end: `${where.toMs}000000`,
    limit: '5000',
  });
  const { status, body } = lokiApi(store, { path: '/loki/api/v1/query_range', params, nowMs: later(where) });
  expect([query, status]).toEqual([query, 200]);
  return ((body as LogAnswer).data?.result ?? []).flatMap(({ stream, values }) => values.map(() => stream));
}

const inRange =
  ({ fromMs, toMs }: Opened) =>
  (line: CapturedLine) => {
    const time = Date.parse(line.fields['time'] ?? '');
    return time >= fromMs && time < toMs;
  };

/** The two ways into Loki, each with the label that names a component there. */
const ways = [
  ['lines of pods', () => logs, 'nvidia_com_dynamo_component_type'],
  ['records over OTLP', () => otlp, 'service_name'],
] as const;

describe.each(ways)('from logs, as %s', (_, store, label) => {
  it('the same point opens the requests that ended in those ten minutes', () => {
    const where = click('ttft-by-model', 'highest');
    const wanted = lines
      .filter(inRange(where))
      .filter(({ fields }) => fields['message'] === 'request completed' && 'elapsed_ms' in fields)
      .filter(({ fields }) => fields['model'] === where.point.labels['model']);
    expect(wanted.length).toBeGreaterThan(10);
    const ids = linesFound(store(), label, 'behind-requests-logs', where).map(({ request_id: id }) => id);
    expect(ids.sort()).toEqual(wanted.map(({ fields }) => fields['request_id']).sort());
  });

  it('a trace has all its lines, also by an id without its leading zeros', () => {
    const [id = ''] = [...tracesOf(spans).keys()].filter((trace) => trace.startsWith('0'));
    const whole = { ...click('ttft-by-model', 'highest') };
    const range = { ...whole, fromMs: whole.fromMs - 3_600_000, toMs: whole.toMs + 3_600_000 };
    const ofTrace = lines.filter(({ fields }) => fields['trace_id'] === id);
    expect(ofTrace.length).toBeGreaterThan(2);
    for (const trace_id of [id, id.replace(/^0+/, '')]) {
      expect(linesFound(store(), label, 'request-lines', { ...range, choices: { trace_id } })).toHaveLength(
        ofTrace.length
      );
    }
  });
});

describe('one request', () => {
  it.each(['', '0'])('is found with its attempts by an id that begins with "%s"', (start) => {
    const [id = ''] = [...tracesOf(spans)].flatMap(([trace, own]) =>
      trace.startsWith(start) && own.filter(isRouting).length > 1 ? [trace] : []
    );
    const whole = click('ttft-by-model', 'highest');
    const where = { ...whole, fromMs: whole.fromMs - 3_600_000, toMs: whole.toMs + 3_600_000 };
    for (const trace_id of [id, id.replace(/^0+/, '')]) {
      expect(found('request-facts', { ...where, choices: { trace_id } })).toEqual([id]);
      expect(found('request-attempts', { ...where, choices: { trace_id } })).toEqual([id]);
    }
  });
});
