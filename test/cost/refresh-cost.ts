import type { Prometheus } from '../conformance/prometheus.ts';

/** What is read of a dashboard in Grafana's classic model: any dashboard's, not only ours. */
export interface ClassicDashboard {
  readonly title: string;
  readonly panels: readonly ClassicPanel[];
}

interface ClassicPanel {
  readonly type: string;
  readonly title?: string;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly targets?: ReadonlyArray<{ readonly expr?: string; readonly instant?: boolean }>;
  readonly panels?: readonly ClassicPanel[];
}

export interface RefreshCost {
  readonly panels: number;
  readonly blank: readonly string[];
  readonly queries: number;
  /** `totalQueryableSamples` of Prometheus, of all queries together. */
  readonly samples: number;
}

export interface Refresh {
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** The scrape interval that the data source is set to; Grafana derives step and rate window from it. */
  readonly scrapeSeconds: number;
  /** Values of variables; `.*` for one that is not named. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Steps that Grafana rounds to, in seconds, as far as ranges of an hour need them. */
const steps = [5, 10, 15, 20, 30, 60];
/** Points for a panel that says nothing: about its width in pixels. */
const usualPoints = 700;

/** Sends every query of a dashboard once, as one refresh does, and adds up what Prometheus read. */
export async function refreshCost(
  dashboard: ClassicDashboard,
  prometheus: Prometheus,
  refresh: Refresh
): Promise<RefreshCost> {
  const panels = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]).filter((p) => p.type !== 'row');
  const blank: string[] = [];
  let [queries, samples] = [0, 0];
  for (const panel of panels) {
    const step = stepOf(panel, refresh);
    let series = 0;
    for (const target of (panel.targets ?? []).filter(({ expr }) => expr !== undefined && expr !== '')) {
      const answer = await ask(
        prometheus,
        substituted(target.expr ?? '', step, refresh),
        target.instant === true,
        step,
        refresh
      );
      queries++;
      samples += answer.samples;
      series += answer.series;
    }
    if (series === 0) {
      blank.push(panel.title ?? '');
    }
  }
  return { panels: panels.length, blank, queries, samples };
}

function stepOf(
  { interval, maxDataPoints = usualPoints }: ClassicPanel,
  { startSeconds, endSeconds, scrapeSeconds }: Refresh
): number {
  const least = Math.max(scrapeSeconds, (endSeconds - startSeconds) / maxDataPoints, secondsOf(interval));
  return steps.find((step) => step >= least) ?? Math.ceil(least / 60) * 60;
}

function secondsOf(interval = '0s'): number {
  const [, count = '0', unit = 's'] = /^(\d+)([sm])$/.exec(interval) ?? [];
  return Number(count) * (unit === 'm' ? 60 : 1);
}

function substituted(
  expr: string,
  step: number,
  { startSeconds, endSeconds, scrapeSeconds, variables }: Refresh
): string {
  const window = Math.max(step + scrapeSeconds, 4 * scrapeSeconds);
  return expr
    .replaceAll('$__rate_interval', `${window}s`)
    .replaceAll('$__range', `${endSeconds - startSeconds}s`)
    .replace(
      /\$\{(\w+)(?::\w+)?\}|\$([a-z]\w*)/g,
      (_, braced?: string, plain?: string) => variables[braced ?? plain ?? ''] ?? '.*'
    );
}

async function ask(
  prometheus: Prometheus,
  query: string,
  instant: boolean,
  step: number,
  { startSeconds, endSeconds }: Refresh
) {
  const aligned = (seconds: number) => String(Math.floor(seconds / step) * step);
  const response = instant
    ? await prometheus.api('query', { query, time: String(endSeconds), stats: 'all' })
    : await prometheus.api('query_range', {
        query,
        start: aligned(startSeconds),
        end: aligned(endSeconds),
        step: String(step),
        stats: 'all',
      });
  if (response.status === 'error') {
    throw new Error(`Prometheus refused ${query}: ${response.error ?? ''}`);
  }
  const data = response.data as { result: unknown[]; stats: { samples: { totalQueryableSamples: number } } };
  return { series: data.result.length, samples: data.stats.samples.totalQueryableSamples };
}
