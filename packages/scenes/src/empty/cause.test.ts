import { dashboards, metricsQueries } from '@dynamo-observability/dashboards';
import {
  highest,
  mean,
  observations,
  onlyWhere,
  or,
  per,
  preferred,
  rate,
  sum,
  unlessAny,
  value,
} from '@dynamo-observability/query';
import { frontend, gpu, processes, router, sglang, spanLatency, vllm, worker } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { panelOf } from '../testing/definitions.ts';
import { causeOf } from './cause.ts';
import { seriesToProbe } from './families.ts';

const there = (...names: readonly string[]): ReadonlySet<string> => new Set(names);
const frontendUp = processes.frontend.probe;
const workerUp = processes.worker.probe;
const dcgmUp = processes.dcgm.probe;

describe('why a panel of one family is empty', () => {
  const inflight = panelOf([sum(value(worker.inflightRequests))]);

  it('its process is not scraped: nothing of the process exists', () => {
    expect(causeOf(inflight, there())).toEqual({ kind: 'not-scraped', process: processes.worker });
  });

  it('the family is there, so it is the selection or the time range', () => {
    expect(causeOf(inflight, there(worker.inflightRequests.name))).toEqual({ kind: 'no-match' });
  });

  it('the family appears with its first event', () => {
    const panel = panelOf([sum(rate(frontend.requestsStarted))]);
    expect(causeOf(panel, there(frontendUp))).toEqual({ kind: 'no-event' });
  });

  it('a flag switches the family on', () => {
    const panel = panelOf([mean(router.kvHitRate)]);
    expect(causeOf(panel, there(frontendUp))).toEqual({
      kind: 'not-enabled',
      flags: ['--router-mode kv'],
      orNoEvent: false,
    });
  });

  it('a flag switches the family on, and even then it waits for its first event', () => {
    const panel = panelOf([sum(rate(frontend.migrations))]);
    expect(causeOf(panel, there(frontendUp))).toMatchObject({ kind: 'not-enabled', orNoEvent: true });
  });

  it('the process is scraped but lacks what it should always have', () => {
    const panel = panelOf([sum(value(gpu.temperature))]);
    expect(causeOf(panel, there(dcgmUp))).toEqual({
      kind: 'not-exposed',
      process: processes.dcgm,
      families: [gpu.temperature.name],
    });
  });

  it('takes a histogram for present when its counts are, whatever part the panel reads', () => {
    const panel = panelOf([mean(frontend.timeToFirstToken)]);
    expect(causeOf(panel, there('dynamo_frontend_time_to_first_token_seconds_count'))).toEqual({ kind: 'no-match' });
    expect(causeOf(panel, there('dynamo_frontend_time_to_first_token_seconds', frontendUp)).kind).not.toBe('no-match');
  });

  it('counts a process as scraped when any of the processes that can expose the family is', () => {
    const kvHitRate = panelOf([mean(router.kvHitRate)]);
    expect(causeOf(kvHitRate, there(frontendUp)).kind).toBe('not-enabled');
    expect(causeOf(kvHitRate, there(processes.router.probe)).kind).toBe('not-enabled');
    expect(causeOf(kvHitRate, there(workerUp)).kind).toBe('not-scraped');
  });
});

describe('why a panel of several families is empty', () => {
  const kvUse = panelOf([or(highest(value(vllm.kvCacheUsage)), highest(value(sglang.newTokenRatio)))]);

  it('with alternatives, one that is there means that nothing is missing', () => {
    expect(causeOf(kvUse, there(workerUp, sglang.newTokenRatio.name))).toEqual({ kind: 'no-match' });
  });

  it('with alternatives, the one that is nearest to working is named', () => {
    expect(causeOf(kvUse, there(workerUp))).toEqual({ kind: 'no-event' });
    expect(causeOf(kvUse, there())).toEqual({ kind: 'not-scraped', process: processes.worker });
  });

  it('alternatives of one kind are all named', () => {
    const panel = panelOf([value(gpu.temperature), value(gpu.memoryTemperature)]);
    expect(causeOf(panel, there(dcgmUp))).toMatchObject({
      kind: 'not-exposed',
      families: [gpu.temperature.name, gpu.memoryTemperature.name],
    });
  });

  it('joined, the one that is farthest from working is named', () => {
    const energyPerRequest = panelOf([per(sum(rate(gpu.energy)), sum(rate(frontend.requestsStarted)))]);
    expect(causeOf(energyPerRequest, there(frontendUp, frontend.requestsStarted.name))).toEqual({
      kind: 'not-scraped',
      process: processes.dcgm,
    });
    expect(causeOf(energyPerRequest, there(frontendUp, dcgmUp, gpu.energy.name))).toEqual({ kind: 'no-event' });
  });

  it('a filter by another family needs both', () => {
    const panel = panelOf([onlyWhere(value(worker.uptime), value(gpu.temperature), ['instance'])]);
    expect(causeOf(panel, there(worker.uptime.name))).toMatchObject({ kind: 'not-scraped', process: processes.dcgm });
  });

  it('several queries are alternatives: a panel that could show one of them is not missing anything', () => {
    const panel = panelOf([sum(value(gpu.temperature)), sum(value(worker.inflightRequests))]);
    expect(causeOf(panel, there(workerUp))).toEqual({ kind: 'no-match' });
  });
});

describe('why a panel is empty that prefers what a Collector counts', () => {
  const told = sum(observations(spanLatency.timeToFirstToken));
  const ttft = panelOf([
    preferred(mean(spanLatency.timeToFirstToken), mean(frontend.timeToFirstToken), told),
    unlessAny(mean(frontend.timeToFirstToken), told),
  ]);
  const counts = 'dynamo_frontend_time_to_first_token_seconds_count';

  it('never for want of the Collector, with which an installation may do without', () => {
    expect(causeOf(ttft, there())).toEqual({ kind: 'not-scraped', process: processes.frontend });
    expect(causeOf(ttft, there(frontendUp))).toEqual({ kind: 'no-event' });
    expect(causeOf(ttft, there(counts))).toEqual({ kind: 'no-match' });
  });

  it('not for want of the frontend where the Collector is all there is', () => {
    expect(causeOf(ttft, there('dynamo_span_time_to_first_token_seconds_count'))).toEqual({ kind: 'no-match' });
  });

  it('although the Collector is told by the counts of a histogram', () => {
    const onlySpans = panelOf([mean(spanLatency.timeToFirstToken)]);
    expect(causeOf(onlySpans, there('dynamo_span_request_duration_seconds_count'))).toEqual({ kind: 'no-event' });
    expect(causeOf(onlySpans, there()).kind).toBe('not-scraped');
  });
});

describe('every panel of every dashboard that reads metrics', () => {
  const all = dashboards.flatMap((d) => d.rows.flatMap((row) => row.panels.map(({ panel }) => panel)));
  const panels = all.filter((panel) => metricsQueries(panel).length > 0);

  it('is told apart from one that is not scraped as soon as all its series exist', () => {
    const everything = new Set(dashboards.flatMap(seriesToProbe));
    expect(panels.filter((panel) => causeOf(panel, everything).kind !== 'no-match')).toEqual([]);
  });

  it('names a process to scrape when nothing exists', () => {
    expect(panels.filter((panel) => causeOf(panel, there()).kind !== 'not-scraped')).toEqual([]);
  });
});
