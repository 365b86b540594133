import { describe, expect, it } from 'vitest';

import type { FaultPlan } from '../../faults/fault.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { Simulation } from '../../story/simulation.ts';
import { capturedRun } from '../../testing/captured-run.ts';
import type { ScrapeTarget } from '../exporter.ts';
import { frontendExporter } from './frontend-exporter.ts';

/** What faults leave on the pages of frontends, against the same run without them. */
const seconds = 120;

function pagesOf(changes: Partial<Scenario>, mixedBuckets = false): readonly ScrapeTarget[] {
  const simulation = new Simulation({ ...capturedRun, faults: [], ...changes });
  const exporter = frontendExporter(simulation, { mixedBuckets });
  simulation.watch(exporter);
  for (let at = 0; at <= seconds; at += 5) {
    simulation.runUntil(at);
    exporter.targets.forEach((target) => exporter.refresh(target, at));
  }
  return exporter.targets;
}

const always = (kind: FaultPlan['kind'], strength = 1): Partial<Scenario> => ({
  faults: [{ kind, startSeconds: 0, endSeconds: seconds, strength }],
});

function sum(targets: readonly ScrapeTarget[], name: string, label?: readonly [string, string]): number {
  let total = 0;
  for (const { page } of targets) {
    page.each((series, value) => {
      const wanted = label === undefined || series.labels.some(([key, text]) => key === label[0] && text === label[1]);
      total += series.name === name && wanted ? value : 0;
    });
  }
  return total;
}

const mean = (targets: readonly ScrapeTarget[], name: string): number =>
  sum(targets, `${name}_sum`) / sum(targets, `${name}_count`);

describe('faults on the pages of frontends', () => {
  const healthy = pagesOf({});

  it('show a blocked event loop as delays and stalls', () => {
    const blocked = pagesOf(always('event-loop-blocked'));
    const delay = 'dynamo_frontend_event_loop_delay_seconds';
    expect(mean(blocked, delay)).toBeGreaterThan(10 * mean(healthy, delay));
    // Sleeps and their delays fill the time, whatever the delays are.
    expect(sum(blocked, `${delay}_sum`) + 0.01 * sum(blocked, `${delay}_count`)).toBeCloseTo(seconds, -1);
    const stalls = 'dynamo_frontend_event_loop_stall_total';
    expect(sum(blocked, stalls)).toBeGreaterThan(3 * sum(healthy, stalls));
  });

  it('show a slow tokenizer in both of its histograms', () => {
    const slow = pagesOf(always('tokenizer-slow'));
    expect(mean(slow, 'dynamo_frontend_tokenize_seconds')).toBeGreaterThan(
      5 * mean(healthy, 'dynamo_frontend_tokenize_seconds')
    );
    expect(sum(slow, 'dynamo_frontend_tokenizer_latency_ms_sum', ['operation', 'tokenize'])).toBeGreaterThan(
      5 * sum(healthy, 'dynamo_frontend_tokenizer_latency_ms_sum', ['operation', 'tokenize'])
    );
  });

  it('show lost KV events as events that fit nothing, and as gaps', () => {
    const lossy = pagesOf(always('kv-events-lost', 0.5));
    const applied = 'dynamo_component_kv_cache_events_applied';
    const gaps = 'dynamo_component_router_active_sequence_zmq_ingress_sequence_gaps_total';
    expect(sum(healthy, applied, ['status', 'ok'])).toBe(sum(healthy, applied));
    expect(sum(lossy, applied, ['status', 'parent_block_not_found'])).toBeGreaterThan(0);
    expect(sum(healthy, gaps)).toBe(0);
    expect(sum(lossy, gaps)).toBeGreaterThan(0);
  });

  it('count a refused request as rejection, back-pressure and exhausted capacity', () => {
    const full = pagesOf({
      queueLimit: 0,
      deployments: capturedRun.deployments.map((deployment) => ({
        ...deployment,
        traffic: { ...deployment.traffic, requestsPerSecond: 200 },
      })),
    });
    const refused = sum(full, 'dynamo_frontend_requests_total', ['error_type', 'overload']);
    expect(refused).toBeGreaterThan(0);
    expect(sum(full, 'dynamo_frontend_model_rejection_total')).toBe(refused);
    expect(sum(full, 'dynamo_frontend_failures_total', ['reason', 'capacity.pool_exhausted'])).toBe(refused);
    expect(sum(full, 'dynamo_frontend_router_queue_backpressure_total', ['reason', 'request_limit'])).toBe(refused);
  }, 60_000);

  it('take the readiness of a model away with its last worker', () => {
    const lost = pagesOf({
      faults: [0, 1].map((worker) => ({
        kind: 'xid-gpu-lost' as const,
        startSeconds: 60,
        endSeconds: 600,
        strength: 1,
        worker,
      })),
    });
    const ready = (targets: readonly ScrapeTarget[]) => sum(targets, 'dynamo_frontend_model_ready');
    expect(ready(healthy)).toBe(2);
    expect(ready(lost)).toBe(1);
    expect(sum(lost, 'dynamo_frontend_model_context_length')).toBe(
      sum(healthy, 'dynamo_frontend_model_context_length')
    );
    const refused = sum(lost, 'dynamo_frontend_failures_total', ['reason', 'backend.unavailable']);
    expect(refused).toBeGreaterThan(0);
  });
});

describe('several frontends', () => {
  it('share the requests, and may differ in their buckets', () => {
    const targets = pagesOf({ frontends: 2 }, true);
    const layouts = targets.map(({ page }) => {
      const bounds = new Set<string>();
      page.each(({ name, labels }) => {
        const bound = labels.find(([label]) => label === 'le')?.[1];
        if (name === 'dynamo_frontend_time_to_first_token_seconds_bucket' && bound !== undefined) {
          bounds.add(bound);
        }
      });
      return bounds.size;
    });
    expect(layouts).toEqual([19, 13]);
    expect(targets.every((target) => sum([target], 'dynamo_frontend_requests_total') > 0)).toBe(true);
    const instances = targets.map(({ labels }) => labels['instance']);
    expect(new Set(instances).size).toBe(2);
  });
});
