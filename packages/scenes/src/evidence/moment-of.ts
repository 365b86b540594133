import type { Panel } from '@dynamo-observability/dashboards';
import { rangeUtil, type DataSourceApi, type TimeRange } from '@grafana/data';

import { momentBefore, type Moment } from './moment.ts';
import type { Point } from './point.ts';

const defaultScrapeMs = 15_000;

/**
 * What a value at a point looks back on: Grafana's rate window, which is four scrapes or one step and a scrape, whichever is more. A
 * stat without a time looks back from the end of the page's range.
 */
export function momentOf(
  { timeMs }: Point,
  { interval, maxDataPoints }: Panel,
  range: TimeRange,
  prometheus: DataSourceApi | undefined
): Moment {
  const scrapeMs = scrapeIntervalOf(prometheus);
  const least = interval === undefined ? 0 : rangeUtil.intervalToMs(interval);
  const span = range.to.valueOf() - range.from.valueOf();
  const stepMs = Math.max(least, scrapeMs, span / maxDataPoints);
  const windowMs = Math.max(4 * scrapeMs, stepMs + scrapeMs);
  return momentBefore(timeMs ?? range.to.valueOf(), windowMs, scrapeMs);
}

/** The setting "Scrape interval" of a Prometheus data source. */
function scrapeIntervalOf(prometheus: DataSourceApi | undefined): number {
  const interval: unknown = (prometheus as { interval?: unknown } | undefined)?.interval;
  try {
    return typeof interval === 'string' ? rangeUtil.intervalToMs(interval) : defaultScrapeMs;
  } catch {
    return defaultScrapeMs;
  }
}
