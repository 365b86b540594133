import { requestsBehind, type Explain } from '@dynamo-observability/dashboards';
import type { DataFrame } from '@grafana/data';

import { findEvidence, type Evidence, type Sources } from '../evidence/find-evidence.ts';
import type { Point } from '../evidence/point.ts';
import { FakeSource, type Answer } from './fake-source.ts';

/** A trace id of one digit. */
export const id = (digit: string): string => digit.repeat(32);

export const moment = { fromMs: 100_000, toMs: 160_000 };
export const point: Point = { panel: 'ttft', timeMs: moment.toMs, value: 0.23, labels: {} };

/** When a request of `span` or `line` began and ended: inside the moment. */
export const atMs = 120_000;
export const endMs = atMs + 2000;

/** A request as the table of spans has it, and as its completed line has it. */
export const span = (traceId: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  traceIdHidden: traceId,
  name: 'http-request',
  time: atMs,
  duration: (endMs - atMs) * 1e6,
  ttft_ms: '500',
  ...more,
});
export const line = (traceId: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  trace_id: traceId,
  elapsed_ms: String(endMs - atMs),
  ttft_ms: '500',
  status: 'success',
  ...more,
});

export const fails =
  (message: string): Answer =>
  () => {
    throw new Error(message);
  };
export const finds =
  (...frames: readonly DataFrame[]): Answer =>
  () =>
    frames;

export const tempo = (answer?: Answer): FakeSource => new FakeSource('tempo', answer);
export const loki = (answer?: Answer): FakeSource => new FakeSource('loki', answer);
export const prometheus = (answer?: Answer): FakeSource => new FakeSource('prometheus', answer);

/** What a Grafana has; undefined is what it has not. */
export interface Offer {
  readonly prometheus?: FakeSource | undefined;
  readonly tempo?: FakeSource | undefined;
  readonly loki?: FakeSource | undefined;
}

export const sourcesOf = (offer: Offer): Sources => ({
  prometheus: () => Promise.resolve(offer.prometheus),
  tempo: () => Promise.resolve(offer.tempo),
  loki: () => Promise.resolve(offer.loki),
});

const ttft = requestsBehind('ttft', { model: 'model', worker_id: 'worker', instance: 'instance' });

/** What is behind a point, by default of a panel of TTFT. */
export const find = (
  offer: Offer,
  at: Point = point,
  explain: Explain = ttft,
  models: readonly string[] = []
): Promise<Evidence> => findEvidence(at, explain, moment, models, sourcesOf(offer));

/** Trace id and sources of each request. */
export const found = ({ requests }: Evidence): ReadonlyArray<readonly [string | undefined, string]> =>
  requests.map(({ request: { traceId, sources } }) => [traceId, [...sources].join('+')]);

/** What a condition on a label matches: its literal, read as Go does, as an anchored pattern. */
export function patternOf(query: string, label: string): RegExp {
  const condition = new RegExp(`${label} ?=~? ?(?:("(?:[^"\\\\]|\\\\.)*")|\`([^\`]*)\`)`);
  const [, quoted, raw = ''] = condition.exec(query) ?? [];
  return new RegExp(`^(?:${quoted === undefined ? raw : String(JSON.parse(quoted))})$`, 's');
}
