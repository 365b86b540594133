import { catalogue } from '@dynamo-observability/signals';
import { beforeAll, describe, expect, it } from 'vitest';

import { Simulation } from '../../story/simulation.ts';
import { capturedPage, shownPage, type ShownFamilies } from '../../testing/captured-page.ts';
import { capturedRun } from '../../testing/captured-run.ts';
import type { ScrapeTarget } from '../exporter.ts';
import { frontendExporter } from './frontend-exporter.ts';

/** The simulated frontend against what real ones showed, both ways. */
let atStart: ShownFamilies;
let atEnd: ShownFamilies;
let simulation: Simulation;
let target: ScrapeTarget;

const value = (name: string, labels: { readonly [label: string]: string } = {}): number => {
  let sum = 0;
  target.page.each((series, now) => {
    const has = (label: string, wanted: string) =>
      series.labels.some(([key, text]) => key === label && text === wanted);
    if (series.name === name && Object.entries(labels).every(([label, wanted]) => has(label, wanted))) {
      sum += now;
    }
  });
  return sum;
};

beforeAll(() => {
  simulation = new Simulation(capturedRun);
  const exporter = frontendExporter(simulation);
  simulation.watch(exporter);
  const [first] = exporter.targets;
  if (first === undefined) {
    throw new Error('The scenario has no frontend.');
  }
  target = first;
  simulation.runUntil(0);
  exporter.refresh(first, 0);
  atStart = shownPage(target);
  for (let at = 5; at <= capturedRun.durationSeconds; at += 5) {
    simulation.runUntil(at);
    exporter.refresh(first, at);
  }
  atEnd = shownPage(target);
});

const union = (...pages: readonly ShownFamilies[]): ShownFamilies => new Map(pages.flatMap((page) => [...page]));
const real = union(
  capturedPage('aggregated/frontend.start.metrics.txt'),
  capturedPage('disaggregated/frontend.metrics.txt'),
  capturedPage('aggregated/frontend.metrics.txt')
);

describe('the families of a frontend', () => {
  it('are those of a real one after requests', () => {
    expect([...real.keys()].filter((name) => !atEnd.has(name))).toEqual([]);
    expect([...atEnd.keys()].filter((name) => !real.has(name))).toEqual([]);
  });

  it('are those of a real one before the first request', () => {
    const captured = [...capturedPage('aggregated/frontend.start.metrics.txt').keys()].sort();
    expect([...atStart.keys()].sort()).toEqual(captured);
  });

  it('have the type, the labels and the buckets of real ones', () => {
    for (const [name, { type, labelSets, bounds }] of atEnd) {
      const captured = real.get(name);
      expect({ name, type, labels: [...labelSets], bounds }).toEqual({
        name,
        type: captured?.type,
        labels: [...(captured?.labelSets ?? [])],
        bounds: captured?.bounds,
      });
    }
  });

  it('leave out of the catalogue only what a setting or an event would bring that this run does not have', () => {
    const ofFrontend = catalogue.filter(({ process }) => [process].flat().includes('frontend'));
    const missing = ofFrontend.map(({ name }) => name).filter((name) => !atEnd.has(name));
    expect(missing.filter((name) => !/_lora_/.test(name)).sort()).toEqual([
      'dynamo_component_router_remote_indexer_query_failures_total',
      'dynamo_component_router_remote_indexer_write_failures_total',
      'dynamo_frontend_embedding_latency_seconds',
      'dynamo_frontend_model_migration_max_seq_len_exceeded_total',
      'dynamo_frontend_model_rejection_total',
      'dynamo_transport_nats_errors_total',
    ]);
  });
});

describe('the values of a frontend', () => {
  const records = () => simulation.ledger.requests;
  const ended = () => simulation.ledger.ended;

  it('count each request that ended once, and those that did not parse only as failures', () => {
    const handled = ended().filter(({ outcome }) => outcome !== 'validation');
    expect(value('dynamo_frontend_requests_total')).toBe(handled.length);
    const invalid = ended().filter(({ outcome }) => outcome === 'validation');
    expect(invalid.length).toBeGreaterThan(0);
    expect(value('dynamo_frontend_failures_total', { reason: 'request.invalid' })).toBe(invalid.length);
  });

  it('spell a cancelled request as an error that is no failure', () => {
    const cancelled = ended().filter(({ outcome }) => outcome === 'cancelled').length;
    expect(cancelled).toBeGreaterThan(0);
    expect(value('dynamo_frontend_requests_total', { status: 'error', error_type: 'cancelled' })).toBe(cancelled);
    expect(value('dynamo_frontend_model_cancellation_total')).toBe(cancelled);
    expect(value('dynamo_frontend_disconnected_clients')).toBe(cancelled);
  });

  it('count tokens of answers that still run, and the gaps between them in steps of 64', () => {
    const truth = records().reduce((sum, request) => sum + simulation.tokensSoFar(request), 0);
    expect(value('dynamo_frontend_output_tokens_total')).toBe(truth);
    const gaps = records().reduce((sum, request) => {
      const count = Math.max(0, simulation.tokensSoFar(request) - 1);
      return sum + (request.ended === undefined ? Math.floor(count / 64) * 64 : count);
    }, 0);
    expect(value('dynamo_frontend_inter_token_latency_seconds_count')).toBe(gaps);
  });

  it('sum the time to first token, prompts and answers as the ledger does', () => {
    const begun = records().filter(({ firstToken }) => firstToken !== undefined);
    const ttft = begun.reduce((sum, { firstToken = 0, arrival }) => sum + firstToken - arrival, 0);
    expect(value('dynamo_frontend_time_to_first_token_seconds_sum')).toBeCloseTo(ttft, 6);
    expect(value('dynamo_frontend_input_sequence_tokens_sum')).toBe(
      begun.reduce((sum, { inputTokens }) => sum + inputTokens, 0)
    );
    expect(value('dynamo_frontend_output_sequence_tokens_sum')).toBe(
      ended().reduce((sum, { outputTokens }) => sum + outputTokens, 0)
    );
  });

  it('route a request of the disaggregated model twice', () => {
    const attempts = records().flatMap(({ attempts: each }) => each);
    expect(value('dynamo_component_router_requests_started_total')).toBe(attempts.length);
    for (const phase of ['aggregated', 'prefill', 'decode']) {
      const here = attempts.filter((attempt) => attempt.phase === phase).length;
      expect(value('dynamo_component_router_input_sequence_tokens_count', { phase })).toBe(here);
    }
  });

  it('know each worker that lives, under its own ids', () => {
    const registered: string[] = [];
    target.page.each(({ name, labels }) => {
      if (name === 'dynamo_component_router_worker_registered') {
        registered.push(labels.find(([label]) => label === 'router_worker_id')?.[1] ?? '');
      }
    });
    expect(registered.sort()).toEqual(simulation.alive.map(({ id }) => id).sort());
    expect(simulation.workers.length).toBeGreaterThan(simulation.alive.length);
  });

  it('tell migrations by what they cost', () => {
    const migrated = records().reduce((sum, { migrations }) => sum + migrations, 0);
    expect(migrated).toBeGreaterThan(0);
    expect(value('dynamo_frontend_model_migration_total')).toBe(migrated);
  });
});
