import {
  annotationsOf,
  dashboards,
  metricsQueries,
  printForPage,
  printForPanel,
} from '@dynamo-observability/dashboards';
import { MetricStore } from '@dynamo-observability/telemetry-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readCapture, toOpenMetrics } from './capture.ts';
import { compare, type ComparisonReport } from './compare.ts';
import { Prometheus, skipWithoutPrometheus } from './prometheus.ts';

const tolerance = 1e-9;
const scrapeSeconds = 5;

/** What the variables of a page are set to, in the two forms in which queries use them. */
interface Choice {
  readonly model: string;
  readonly deployment: string;
  readonly role: string;
  readonly worker: string;
  readonly quantile: string;
}

const all: Choice = { model: '.*', deployment: '.*', role: '.*', worker: '.*', quantile: '0.99' };
const choices: Readonly<Record<string, Choice>> = {
  'everything selected': all,
  'one model': { ...all, model: 'demo/chat-70b', quantile: '0.5' },
  'one deployment and role': { ...all, deployment: 'code', role: 'prefill' },
  'several models and workers': {
    ...all,
    model: '(demo/chat-70b|demo/coder)',
    worker: '(chat-0:9090|code-decode-0:9090)',
    quantile: '0.9',
  },
};

/** Variables that no choice sets. */
const untouched = { cluster: '.*', namespace: '.*', kvbm_worker: '.*', planner: '.*', horizon: '1m' };

/** Steps in seconds; the window of a rate follows from the step as in Grafana. */
const steps = [15, 60];

function asSent(expr: string, choice: Choice, stepSeconds: number): string {
  const window = Math.max(stepSeconds + scrapeSeconds, 4 * scrapeSeconds);
  const sent = expr
    .replaceAll('$__rate_interval', `${window}s`)
    .replaceAll('$__range', '600s')
    .replaceAll('$__interval_ms', String(stepSeconds * 1000))
    .replaceAll('$__interval', `${stepSeconds}s`);
  const chosen: Readonly<Record<string, string>> = { ...choice, ...untouched };
  return sent.replace(/\$\{(\w+):pipe\}|\$([a-z]\w*)/g, (_, piped: string | undefined, plain: string | undefined) => {
    const value = chosen[piped ?? plain ?? ''];
    if (value === undefined) {
      throw new Error(`no value for ${piped ?? plain ?? ''}`);
    }
    return value;
  });
}

const expressions = [
  ...new Set(
    dashboards.flatMap((d) => [
      ...d.rows.flatMap((r) => r.panels.flatMap((p) => metricsQueries(p.panel).map((q) => printForPanel(q.expr)))),
      ...annotationsOf(d).map((annotation) => printForPage(annotation, d)),
    ])
  ),
];

describe.skipIf(skipWithoutPrometheus())('every query of every dashboard, against Prometheus', () => {
  let store: MetricStore;
  let prometheus: Prometheus;
  const reports: ComparisonReport[] = [];

  beforeAll(async () => {
    // Backfill knows no stale markers, so both sides read the same text.
    const text = toOpenMetrics(readCapture());
    store = new MetricStore();
    store.addHistory(text);
    prometheus = await Prometheus.start({ backfill: text });
  });

  afterAll(async () => {
    const total = (count: (r: ComparisonReport) => number) => reports.reduce((sum, r) => sum + count(r), 0);
    const largest = Math.max(0, ...reports.map((r) => r.largestRelativeDifference));
    process.stdout.write(
      `\n${expressions.length} dashboard queries, ${total((r) => r.answers)} answers and ${total((r) => r.points)} points compared ` +
        `with Prometheus; largest relative difference ${largest}\n`
    );
    await prometheus.stop();
  });

  describe.each(Object.entries(choices))('with %s', (_, choice) => {
    it.each(steps)('agrees at a step of %d s', async (step) => {
      const { startMs, endMs } = store.timeRange() ?? { startMs: 0, endMs: 0 };
      const stepMs = step * 1000;
      const aligned = (ms: number) => Math.floor(ms / stepMs) * stepMs;
      const report = await compare(
        expressions.map((expr) => asSent(expr, choice, step)),
        {
          store,
          prometheus,
          tolerance,
          ranges: [
            { startMs: aligned(startMs), endMs: aligned(endMs), stepMs },
            { startMs: aligned(startMs) + 7_000, endMs: aligned(startMs) + 400_000, stepMs },
          ],
          instants: [aligned(startMs) + 300_000, endMs, endMs + 60_000],
        }
      );
      reports.push(report);
      expect(report.mismatches).toEqual([]);
      expect(report.bothRefused).toBe(0);
      expect(report.points).toBeGreaterThan(1000);
    });
  });
});
