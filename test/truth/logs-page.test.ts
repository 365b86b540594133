/** Every query of the page Dynamo Logs, on the logs of a real run by both ways into Loki, against a reading of the files. */
import { capturedLogStore, type CapturedLogs } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { loggedRequests, otlpLogs, otlpRecords, stderrOf, writtenLines } from './captured-logs.ts';
import { OpenPage } from './open-logs-page.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const byLevel = (levels: readonly (string | undefined)[], ...wanted: readonly string[]) =>
  levels.filter((level) => level !== undefined && wanted.includes(level)).length;
const elapsed = loggedRequests.map(({ elapsedMs }) => elapsedMs);
const failed = loggedRequests.filter(({ status }) => status === 'error').length;
const newestFirst = [...loggedRequests].sort((a, b) => (a.time < b.time ? 1 : -1));

/** What the files say of each way into Loki. */
interface Reading {
  readonly capture: CapturedLogs;
  readonly label: string;
  readonly lines: number;
  readonly levels: readonly (string | undefined)[];
  readonly components: readonly string[];
  /** Undefined where no line is expected to be JSON. */
  readonly notJson: number | undefined;
  readonly hasTtft: boolean;
}

const pods: Reading = {
  capture: { processes: stderrOf },
  label: 'nvidia_com_dynamo_component_type',
  lines: writtenLines.length,
  levels: writtenLines.map(({ fields }) => (fields === undefined ? undefined : String(fields['level']))),
  components: ['decode', 'frontend', 'prefill', 'worker'],
  notJson: writtenLines.filter(({ fields }) => fields === undefined).length,
  hasTtft: true,
};
const otlp: Reading = {
  capture: { otlp: otlpLogs },
  label: 'service_name',
  lines: otlpRecords.length,
  levels: otlpRecords.map(({ severityText }) => severityText),
  components: ['dynamo-frontend', 'dynamo-worker', 'dynamo-worker-decode', 'dynamo-worker-prefill'],
  notJson: undefined,
  hasTtft: false,
};
/** Each line is there twice, and counted once. */
const both: Reading = { ...pods, capture: { ...pods.capture, ...otlp.capture } };

describe.each([
  ['collected from pods', pods],
  ['sent over OTLP', otlp],
  ['that came both ways', both],
])('the page, with logs %s', (_, reading) => {
  const store = capturedLogStore(reading.capture);
  const open = new OpenPage(store);

  it('finds the streams by the label that there is', () => {
    expect(open.value('log_label')).toBe(reading.label);
    expect(open.value('component').split('|')).toEqual(reading.components);
  });

  it('counts lines, by level and by component', () => {
    expect(open.number('log-lines-total')).toBe(reading.lines);
    expect(open.number('log-error-lines')).toBe(byLevel(reading.levels, 'ERROR'));
    expect(open.number('log-warnings')).toBe(byLevel(reading.levels, 'WARN'));
    expect(open.number('log-lines-not-json')).toBe(reading.notJson);
    const perSecond = open.samples('log-volume-by-component');
    expect([...perSecond.keys()].sort()).toEqual(reading.components);
  });

  it('counts every error and warning among the messages, a few shapes of which there are', () => {
    const shapes = open.samples('log-messages-by-shape');
    expect(sum([...shapes.values()])).toBe(byLevel(reading.levels, 'ERROR', 'WARN'));
    expect(shapes.size).toBeLessThan(50);
    const added = [...shapes].filter(([shape]) => shape.includes('Adding worker WorkerWithDpRank'));
    expect(added).toEqual([[expect.stringContaining('worker_id: #'), 9]]);
  });

  it('counts requests that failed, and those that were slow', () => {
    expect(open.number('log-failed-requests')).toBe(failed);
    expect(open.number('log-slow-requests')).toBe(elapsed.filter((ms) => ms >= 5000).length);
    expect(open.number('log-error-share')).toBeCloseTo(failed / loggedRequests.length, 12);
  });

  it('measures how long requests took', () => {
    expect(open.number('log-request-duration', 'C')).toBeCloseTo(sum(elapsed) / elapsed.length / 1000, 9);
    const sorted = [...elapsed].sort((a, b) => a - b);
    const below = sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0;
    const above = sorted[Math.ceil(0.9 * (sorted.length - 1))] ?? 0;
    const p90 = open.number('log-request-duration', 'A') ?? 0;
    expect(p90).toBeGreaterThanOrEqual(below / 1000);
    expect(p90).toBeLessThanOrEqual(above / 1000);
  });

  it('measures TTFT where lines have it, and says nothing where they have not', () => {
    const ttft = loggedRequests.flatMap(({ ttftMs }) => ttftMs ?? []);
    const mean = open.number('log-ttft', 'C');
    expect(mean === undefined).toBe(!reading.hasTtft);
    expect(mean ?? sum(ttft) / ttft.length / 1000).toBeCloseTo(sum(ttft) / ttft.length / 1000, 9);
  });

  it('lists the newest requests with what their lines say', () => {
    const listed = open.lines('log-requests').map(({ labels }) => labels);
    const wanted = newestFirst.slice(0, 200);
    expect(listed.map((labels) => labels['trace_id']).sort()).toEqual(wanted.map(({ traceId }) => traceId).sort());
    for (const labels of listed) {
      const request = wanted.find(({ traceId }) => traceId === labels['trace_id']);
      expect(labels).toMatchObject({
        model: request?.model,
        status: request?.status,
        elapsed_ms: String(request?.elapsedMs),
      });
      expect(Number(labels['ttft_ms'] || Number.NaN)).toBe(
        reading.hasTtft ? (request?.ttftMs ?? Number.NaN) : Number.NaN
      );
    }
  });

  it('lists the slow ones', () => {
    const slow = loggedRequests.filter(({ elapsedMs }) => elapsedMs >= 5000).map(({ traceId }) => traceId);
    expect(
      open
        .lines('log-slowest-requests')
        .map(({ labels }) => labels['trace_id'])
        .sort()
    ).toEqual(slow.sort());
  });

  it('shows a request by a part of its trace id or of its own id, on every line that has one', () => {
    const [request] = newestFirst;
    for (const id of [request?.traceId.slice(3, 20) ?? '', request?.requestId.slice(0, 13) ?? '']) {
      const narrowed = new OpenPage(store, { request: id });
      expect(narrowed.lines('log-requests').map(({ labels }) => labels['trace_id'])).toEqual([request?.traceId]);
      expect(narrowed.lines('log-stream').length).toBeGreaterThanOrEqual(4);
    }
  });

  it('shows lines by text and by level', () => {
    const text = 'EMBEDDING';
    const lines = new OpenPage(store, { text }).lines('log-raw-lines').map(({ line }) => line);
    expect(lines.filter((line) => !line.toUpperCase().includes(text))).toEqual([]);
    const errors = new OpenPage(store, { level: 'error' }).lines('log-stream');
    expect(errors).toHaveLength(byLevel(reading.levels, 'ERROR'));
  });

  it('writes lines for reading: who, what, and how it ended', () => {
    const [first] = new OpenPage(store, { request: newestFirst[0]?.traceId ?? '' }).lines('log-stream');
    const frontend = reading.components.find((component) => component.includes('frontend'));
    const lines = new OpenPage(store, { request: newestFirst[0]?.traceId ?? '' })
      .lines('log-stream')
      .map(({ line }) => line);
    expect(first?.labels).toHaveProperty('trace_id', newestFirst[0]?.traceId);
    expect(lines).toContainEqual(
      expect.stringMatching(
        `^${frontend} \\| request completed ${newestFirst[0]?.model} success after ${newestFirst[0]?.elapsedMs} ms`
      )
    );
  });

  it('finds the lines that are no JSON, where others are', () => {
    expect(open.lines('log-plain-lines')).toHaveLength(reading.notJson ?? 0);
  });
});

describe('the page, with a Loki that has nothing of Dynamo', () => {
  it('asks what Loki can answer, and finds nothing', () => {
    const store = capturedLogStore({});
    store.append({ service_name: 'frontend' }, [
      { timestampNs: 1n, line: 'of something else', structuredMetadata: [] },
    ]);
    const open = new OpenPage(store);
    expect(open.value('component')).toBe('');
    expect(open.samples('log-lines-total').size).toBe(0);
    expect(open.lines('log-stream')).toEqual([]);
  });
});
