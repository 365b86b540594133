import { beforeAll, describe, expect, it } from 'vitest';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import { scenarioNamed } from '../../scenario/presets.ts';
import type { ScrapeTarget } from '../exporter.ts';
import { run, type Run } from '../testing/everything-on.ts';

interface Where {
  readonly [label: string]: string;
}

/** Sum of a series over all pages, also of workers that are gone. */
const total = (seen: Run, name: string, where: Where = {}) => sumOver(targetsOf(seen), name, where);

/** Sum over the pages of what runs now. */
const present = (seen: Run, name: string, where: Where = {}) =>
  sumOver(
    targetsOf(seen).filter(({ endedAt }) => endedAt === undefined),
    name,
    where
  );

const targetsOf = ({ exporters }: Run) => exporters.flatMap(({ targets }) => targets);

function sumOver(targets: readonly ScrapeTarget[], name: string, where: Where): number {
  let sum = 0;
  for (const { page } of targets) {
    page.each((series, value) => {
      const labels = Object.fromEntries(series.labels);
      if (series.name === name && Object.entries(where).every(([label, wanted]) => labels[label] === wanted)) {
        sum += value;
      }
    });
  }
  return sum;
}

const generate = { dynamo_endpoint: 'generate' };
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

describe('what workers count of a run in which nothing is lost', () => {
  let seen: Run;
  let requests: readonly RequestRecord[] = [];
  let ended: readonly Attempt[] = [];

  beforeAll(() => {
    seen = run({ ...scenarioNamed('busy'), durationSeconds: 600, faults: [] });
    requests = seen.simulation.ledger.requests;
    ended = requests.flatMap(({ attempts }) => attempts).filter(({ ended: at }) => at !== undefined);
  }, 120_000);

  it('is every request that the ledger has on them', () => {
    expect(ended.length).toBeGreaterThan(1000);
    expect(total(seen, 'dynamo_component_request_duration_seconds_count', generate)).toBe(ended.length);
    expect(total(seen, 'dynamo_component_request_duration_seconds_sum', generate)).toBeCloseTo(
      sumOf(ended.map(({ received, ended: at = 0 }) => at - received)),
      3
    );
  });

  it('is in flight what has come and not gone', () => {
    const come = total(seen, 'dynamo_component_requests_total', generate);
    const gone = total(seen, 'dynamo_component_request_duration_seconds_count', generate);
    expect(present(seen, 'dynamo_component_inflight_requests', generate)).toBe(come - gone);
  });

  it('is every gap between tokens until the last scrape', () => {
    const { simulation } = seen;
    const gaps = (engine: string) =>
      sumOf(
        requests
          .filter(({ deployment }) => simulation.scenario.deployments[deployment]?.engine === engine)
          .map((request) => Math.max(0, simulation.tokensSoFar(request) - 1))
      );
    expect(total(seen, 'vllm:inter_token_latency_seconds_count')).toBe(gaps('vllm'));
    expect(total(seen, 'sglang:inter_token_latency_seconds_count')).toBe(gaps('sglang'));
  });

  it('is the time between tokens that clients saw', () => {
    const { simulation } = seen;
    const truth = sumOf(
      requests
        .filter(({ deployment }) => simulation.scenario.deployments[deployment]?.engine === 'vllm')
        .map((request) => {
          const last = simulation.tokenTime(request, simulation.tokensSoFar(request) - 1);
          return last === undefined || request.firstToken === undefined ? 0 : last - request.firstToken;
        })
    );
    expect(total(seen, 'vllm:inter_token_latency_seconds_sum')).toBeCloseTo(truth, 3);
  });

  it('is a cancellation for each client that left while a worker had its request', () => {
    const left = requests.filter(
      ({ outcome, attempts }) =>
        outcome === 'cancelled' && attempts.some(({ received, ended: at }) => at !== undefined && received <= at)
    );
    expect(left.length).toBeGreaterThan(0);
    expect(total(seen, 'dynamo_component_cancellation_total')).toBe(left.length);
    expect(total(seen, 'dynamo_component_errors_total', { error_type: 'publish_response' })).toBe(left.length);
  });

  it('is as much KV sent as received, and all of it', () => {
    const received = total(seen, 'agent_rx_bytes_total');
    expect(received).toBeGreaterThan(0);
    expect(total(seen, 'agent_tx_bytes_total')).toBe(received);
    expect(received).toBe(sumOf(seen.simulation.workers.map(({ totals }) => totals.transferredBytes)));
    expect(total(seen, 'agent_xfer_time_total')).toBeCloseTo(
      1e6 * sumOf(seen.simulation.workers.map(({ totals }) => totals.transferSeconds)),
      0
    );
  });

  it('is prompt tokens by source, which add up to all of them', () => {
    const all = total(seen, 'vllm:prompt_tokens_total');
    expect(all).toBeGreaterThan(0);
    expect(total(seen, 'vllm:prompt_tokens_by_source_total')).toBe(all);
  });

  it('is energy of the GPUs in millijoules', () => {
    const millijoules = [...seen.simulation.gpus.values()].flat().map((gpu) => Math.floor(gpu.energyMillijoules));
    expect(total(seen, 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION')).toBe(sumOf(millijoules));
  });

  it('is each KV event once, through both stages', () => {
    const sent = sumOf(
      seen.simulation.workers
        .filter(({ deployment }) => deployment.engine !== 'trtllm')
        .map(({ kvEvents }) => kvEvents.sent)
    );
    const events = 'dynamo_component_kv_publisher_zmq_events_total';
    expect(total(seen, events, { stage: 'received' })).toBe(sent);
    expect(total(seen, events, { stage: 'accepted' })).toBe(sent);
  });

  it('is every traced request that ended, at the collector', () => {
    const over = requests.filter(({ ended: at }) => at !== undefined);
    expect(total(seen, 'dynamo_span_request_duration_seconds_count')).toBe(over.length);
  });
});
