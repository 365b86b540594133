/** Log lines as drawer and request page show them, on both ways into Loki: sentences, without losing a line. */
import { linesOfTrace, linesOfWorkers, readable, troubleLines } from '@dynamo-observability/dashboards';
import { logql, type LogExpr } from '@dynamo-observability/query';
import { capturedLogStore, type LogStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { capturedLines, capturedOtlpLogs, capturedProcesses, type CapturedLine } from './captured-log-lines.ts';

let lines: readonly CapturedLine[];
let stores: Readonly<Record<'pods' | 'otlp', LogStore>>;

beforeAll(() => {
  lines = capturedLines();
  stores = {
    pods: capturedLogStore({ processes: capturedProcesses() }),
    otlp: capturedLogStore({ otlp: capturedOtlpLogs() }),
  };
}, 60_000);

const streamsOf = {
  pods: [{ label: 'nvidia_com_dynamo_component_type', op: '=~', value: { text: '.+' } }],
  otlp: [{ label: 'service_name', op: '=~', value: { text: '.*dynamo.*' } }],
} as const;
type Way = keyof typeof streamsOf;

function shown(way: Way, of: LogExpr): readonly string[] {
  const store = stores[way];
  const { startNs, endNs } = store.timeRange() ?? { startNs: 0n, endNs: 0n };
  const query = logql.print(readable(of, streamsOf[way]).node);
  const result = store.queryRange(query, { startNs, endNs: endNs + 1n, stepMs: 1000, limit: 100_000 });
  return result.resultType === 'streams' ? result.lines.map(({ line }) => line) : [];
}

const raw = (way: Way, of: LogExpr): number => {
  const store = stores[way];
  const { startNs, endNs } = store.timeRange() ?? { startNs: 0n, endNs: 0n };
  const result = store.queryRange(logql.print(of.node), { startNs, endNs: endNs + 1n, stepMs: 1000, limit: 100_000 });
  return result.resultType === 'streams' ? result.lines.length : 0;
};

/** The request that says most: it has both latencies in its last line. */
const completed = () =>
  lines.find(({ fields }) => fields['message'] === 'request completed' && fields['ttft_ms'] !== undefined)?.fields ??
  {};
const traceId = () => String(completed()['trace_id']);
const workerOf = () => String(completed()['decode_worker_id']);

describe.each(['pods', 'otlp'] as const)('lines that came by way of %s', (way) => {
  it('of a trace say who wrote them and what, and none is lost', () => {
    const of = linesOfTrace(streamsOf[way], traceId());
    const sentences = shown(way, of);
    expect(sentences.length).toBeGreaterThan(3);
    expect(sentences).toHaveLength(raw(way, of));
    sentences.forEach((line) => expect(line).toMatch(/^\S+ \| [^{]/));
  });

  it('of a request that ended say its model, outcome and time', () => {
    const { model, elapsed_ms: elapsed } = completed();
    const last = shown(way, linesOfTrace(streamsOf[way], traceId())).find((line) => line.includes('after'));
    expect(last).toContain(`request completed ${String(model)} success`);
    expect(last).toContain(`after ${String(elapsed)} ms`);
  });

  it('of trouble are sentences too; what is no JSON stays as it was written', () => {
    const of = troubleLines(streamsOf[way]);
    const sentences = shown(way, of);
    expect(sentences.length).toBeGreaterThan(0);
    expect(sentences).toHaveLength(raw(way, of));
    expect(sentences.filter((line) => /\| \{"/.test(line))).toEqual([]);
  });
});

describe('lines of a worker', () => {
  it('are sentences, the choices of the router among them', () => {
    const of = linesOfWorkers(streamsOf.pods, [{ decimal: workerOf(), pod: '' }]);
    const sentences = shown('pods', of);
    expect(sentences).toHaveLength(raw('pods', of));
    expect(sentences.some((line) => line.includes('Selected worker'))).toBe(true);
  });
});
