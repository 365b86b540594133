import { printForPanel, type MetricsQuery, type Panel } from '@dynamo-observability/dashboards';
import type { MetricStore } from '@dynamo-observability/telemetry-store';

import type { LabelValues, Window } from './observations.ts';

/** What a panel draws: one value of one series at one moment. */
export interface Drawn {
  readonly labels: LabelValues;
  /** Seconds from the beginning of the scenario. */
  readonly at: number;
  readonly value: number;
}

/** How a page is looked at. Seconds. */
export interface Look {
  readonly startMs: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly interval: number;
  /** By name; `.*` for one that is not named. */
  readonly variables: LabelValues;
}

/** The expression as Grafana sends it. */
export function asSent(expr: string, window: number, { from, to, variables }: Look): string {
  return expr
    .replaceAll('$__rate_interval', `${window}s`)
    .replaceAll('$__range', `${to - from}s`)
    .replaceAll('$__interval', `${window}s`)
    .replace(
      /\$\{(\w+)(?::\w+)?\}|\$([a-z]\w*)/g,
      (_, braced?: string, plain?: string) => variables[braced ?? plain ?? ''] ?? '.*'
    );
}

/** The window of `$__rate_interval`, as Grafana reckons it: four scrapes, or a step and a scrape. */
export const rateWindow = (look: Look, panel: Pick<Panel, 'interval'>): number => {
  const step = Math.max(look.step, secondsOf(panel.interval));
  return Math.max(step + look.interval, 4 * look.interval);
};

const secondsOf = (interval = '0s'): number => {
  const [, count = '0', unit = 's'] = /^(\d+)([sm])$/.exec(interval) ?? [];
  return Number(count) * (unit === 'm' ? 60 : 1);
};

/** Asks the store as the panel does: over the range, or for its end. */
export function answer(
  store: MetricStore,
  panel: Panel,
  query: MetricsQuery,
  look: Look,
  text = printForPanel(query.expr)
): Drawn[] {
  const sent = asSent(text, rateWindow(look, panel), look);
  const ms = (seconds: number): number => look.startMs + seconds * 1000;
  const seconds = (timeMs: number): number => (timeMs - look.startMs) / 1000;
  if (query.instant === true) {
    const answered = store.query(sent, ms(look.to));
    return answered.resultType === 'vector'
      ? answered.result.map(({ metric, value }) => ({ labels: metric, at: look.to, value }))
      : [];
  }
  const step = Math.max(look.step, secondsOf(panel.interval));
  const { result } = store.queryRange(sent, { startMs: ms(look.from), endMs: ms(look.to), stepMs: step * 1000 });
  return result.flatMap(({ metric, timesMs, values }) =>
    timesMs.map((timeMs, index) => ({ labels: metric, at: seconds(timeMs), value: values[index] ?? NaN }))
  );
}

/** The moments and the window for which a query is judged. */
export function windowsOf(panel: Panel, query: MetricsQuery, look: Look): Window[] {
  const text = printForPanel(query.expr);
  // With both, the range only chooses which series are drawn.
  const seconds =
    text.includes('$__rate_interval') || !text.includes('$__range') ? rateWindow(look, panel) : look.to - look.from;
  if (query.instant === true) {
    return [{ at: look.to, seconds, interval: look.interval }];
  }
  const step = Math.max(look.step, secondsOf(panel.interval));
  const count = Math.floor((look.to - look.from) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => ({
    at: look.from + index * step,
    seconds,
    interval: look.interval,
  }));
}
