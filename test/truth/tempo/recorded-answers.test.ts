import { readFileSync } from 'node:fs';

import { tempoApi } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { capturedTraces } from '../captured-traces.ts';
import type { TempoBody } from './digest.ts';
import { digestOf } from './digest.ts';

/** A question and what Tempo answered. Times are Unix seconds. */
interface Recorded {
  readonly api: 'search' | 'query' | 'query_range';
  readonly q: string;
  readonly start: number;
  readonly end: number;
  readonly step?: number;
  /** `null`: Tempo refused the query. */
  readonly answer: { readonly count: number; readonly digest: string } | null;
}

const fixture = new URL('../../fixtures/tempo-answers.json', import.meta.url);
const { recorded } = JSON.parse(readFileSync(fixture, 'utf8')) as { readonly recorded: readonly Recorded[] };
const store = capturedTraces();

/**
 * What Tempo itself answered on the very spans of the capture. Its query engine and its block format (main of August
 * 2026, vParquet5) were run over one block that holds them; the file says with which commit. Every figure of a
 * digest is compared: ids, names, times, attributes shown, counts, labels and samples.
 */
describe('recorded answers of Tempo', () => {
  it('are many, of all kinds, and most have something in them', () => {
    expect(recorded.length).toBeGreaterThan(300);
    expect(new Set(recorded.map(({ api }) => api)).size).toBe(3);
    expect(recorded.filter(({ answer }) => (answer?.count ?? 0) > 0).length).toBeGreaterThan(recorded.length / 2);
  });

  it.each(recorded)('$api $q', ({ api, q, start, end, step, answer }) => {
    const params = new URLSearchParams({ q, start: String(start), end: String(end), limit: '100000', spss: '100' });
    if (step !== undefined) {
      params.set('step', String(step));
    }
    const path = api === 'search' ? '/api/search' : `/api/metrics/${api}`;
    const { status, body } = tempoApi(store, { path, params, nowMs: (end + 3600) * 1000 });
    expect(status).toBe(answer === null ? 400 : 200);
    expect(answer === null ? null : digestOf(body as TempoBody)).toEqual(answer);
  });
});
