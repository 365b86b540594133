import { MetricStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { compare, type Comparison } from './compare.ts';
import { Prometheus, skipWithoutPrometheus } from './prometheus.ts';
import { Replay, type ServedPage } from './replay.ts';

const SCRAPES = 20;

/** Counts up all the time; `worker` leaves and comes back, `late` comes, and the whole target goes down for a while. */
function pageOf(scrape: number): ServedPage {
  if (scrape >= 12 && scrape < 15) {
    return undefined;
  }
  const lines = [
    '# TYPE requests_total counter',
    `requests_total{model="a"} ${scrape * 3}`,
    `requests_total{model="b",instance="inner"} 7`,
  ];
  if (scrape < 5 || scrape >= 9) {
    lines.push(`worker{id="0"} ${scrape}`);
  }
  if (scrape >= 7) {
    lines.push('late NaN');
  }
  return `${lines.join('\n')}\n`;
}

/** Prometheus scrapes a replay; the store is fed the same pages at the times that Prometheus gave its samples. */
describe.skipIf(skipWithoutPrometheus())('a series goes stale as in Prometheus', () => {
  let comparison: Comparison;

  beforeAll(async () => {
    const replay = await Replay.start(pageOf);
    const prometheus = await Prometheus.start({ config: configFor(replay.address) });
    const timesMs = await scrapeTimes(prometheus);
    const store = new MetricStore();
    timesMs.forEach((timeMs, scrape) => {
      const page = replay.served[scrape];
      const labels = { job: 'replay', instance: replay.address };
      store.addScrape({ labels, timeMs, text: page ?? '', up: page !== undefined });
    });
    const [startMs = NaN, endMs = NaN] = [timesMs[0], timesMs.at(-1)];
    const range = { startMs: Math.floor(startMs) - 500, endMs, stepMs: 100 };
    comparison = { store, prometheus, ranges: [range], instants: timesMs };
    return async () => {
      await prometheus.stop();
      await replay.stop();
    };
  });

  it.each([
    '{job="replay", __name__!~"scrape_.*"}',
    'scrape_samples_scraped',
    'worker',
    'late',
    'up',
    'absent(worker)',
    'count({job="replay", __name__!~"scrape_.*"})',
    'rate(requests_total[4s])',
    'count_over_time(worker[3s])',
    'last_over_time(worker[10s])',
    'worker[10s]',
    'max_over_time(worker[5s:500ms])',
    'timestamp(worker)',
    'worker offset 2s',
    'requests_total and on () worker',
  ])('%s', async (query) => {
    const isRange = query.endsWith(']');
    const report = await compare([query], isRange ? { ...comparison, ranges: [] } : comparison);
    expect(report.mismatches).toEqual([]);
    expect(report.points).toBeGreaterThan(0);
  });

  it('and the test saw the series leave and the target go down', () => {
    const gaps = comparison.store.queryRange(
      'absent(worker)',
      comparison.ranges[0] ?? { startMs: 0, endMs: 0, stepMs: 1 }
    );
    const seconds = (gaps.result[0]?.timesMs.length ?? 0) / 10;
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(9);
  });
});

function configFor(address: string): string {
  return [
    'global: {scrape_interval: 1s, scrape_timeout: 1s}',
    'scrape_configs:',
    `  - {job_name: replay, static_configs: [{targets: ["${address}"]}]}`,
    '',
  ].join('\n');
}

/** Waits until Prometheus has scraped often enough and returns when it did, in Unix milliseconds. */
async function scrapeTimes(prometheus: Prometheus): Promise<number[]> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const response = await prometheus.api('query', { query: 'up[5m]', time: String(Date.now() / 1000) });
    const times = timesOf(response.data);
    if (times.length >= SCRAPES) {
      return times.slice(0, SCRAPES);
    }
  }
}

function timesOf(data: unknown): number[] {
  const text = JSON.stringify(data);
  return [...text.matchAll(/\[([0-9.]+),"[01]"\]/g)].map((match) => Math.round(Number(match[1]) * 1000));
}
