import { DataTopic, FieldType, toDataFrame } from '@grafana/data';
import { beforeAll, describe, expect, it } from 'vitest';

import type { EvidenceRequest } from '../evidence/evidence-request.ts';
import { startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { dotFrame } from './dots.ts';

const id = (digit: string) => digit.repeat(32);
const request: EvidenceRequest = {
  traceId: id('a'),
  startMs: 10_000,
  ttftMs: 250,
  itlMs: 20,
  durationMs: 4000,
  model: 'a/b',
  outcome: 'success',
  sources: new Set(['traces']),
};
const range = { fromMs: 0, toMs: 60_000 };
const href = (traceId: string) => `/grafana/a/app/requests/${traceId}`;
const heatmap = toDataFrame({
  fields: [
    { name: 'Time', type: FieldType.time, values: [0] },
    ...['0.22', '0.47', '+Inf'].map((le) => ({ name: le, type: FieldType.number, values: [1], labels: { le } })),
  ],
});

const columns = (frame: ReturnType<typeof dotFrame>) =>
  Object.fromEntries((frame?.fields ?? []).map(({ name, values }) => [name, values]));
const drawn = (signal: Parameters<typeof dotFrame>[0], requests: readonly EvidenceRequest[], frames = [heatmap]) =>
  columns(dotFrame(signal, requests, range, frames, href));

describe('requests as marks', () => {
  beforeAll(() => startWith(new FakePrometheus()));

  it('stand at their own time and value: TTFT at the first token, ITL and duration at the end', () => {
    expect(drawn('ttft', [request])).toMatchObject({ Time: [10_250], Value: [0.25] });
    expect(drawn('itl', [request])).toMatchObject({ Time: [14_000], Value: [0.02] });
    expect(drawn('duration', [request])).toMatchObject({ Time: [14_000], Value: [4] });
  });

  it('are exemplars with time and value first, and lead to the page of their request', () => {
    const frame = dotFrame('ttft', [request], range, [], href);
    expect(frame?.name).toBe('exemplar');
    expect(frame?.meta?.dataTopic).toBe(DataTopic.Annotations);
    expect(frame?.fields.slice(0, 2).map(({ type }) => type)).toEqual([FieldType.time, FieldType.number]);
    const trace = frame?.fields.find(({ name }) => name === 'trace_id');
    expect(trace?.config.links?.map(({ url }) => url)).toEqual(['/grafana/a/app/requests/${__value.raw}']);
  });

  it('say where they were found', () => {
    const fromLogs: EvidenceRequest = { ...request, sources: new Set(['logs']) };
    expect(drawn('ttft', [request, fromLogs])).toMatchObject({
      source: ['sample from traces', 'sample from log lines'],
    });
  });

  it('name the bucket that holds them, which a heatmap needs, and none where there are no buckets', () => {
    const slow = { ...request, ttftMs: 900 };
    const atBound = { ...request, ttftMs: 220 };
    expect(drawn('ttft', [atBound, request, slow])['le']).toEqual(['0.22', '0.47', '+Inf']);
    expect(drawn('ttft', [request], [])).not.toHaveProperty('le');
  });

  it('are absent, never 0, where a request has no such value, no id, or stands outside the range', () => {
    const { traceId: _, ...withoutId } = request;
    const { ttftMs: __, ...withoutTtft } = request;
    const late = { ...request, startMs: 59_900 };
    expect(dotFrame('ttft', [withoutId, withoutTtft, late], range, [], href)).toBeUndefined();
    expect(dotFrame('errors', [request], range, [], href)).toBeUndefined();
  });
});
