import type { Objective } from '@dynamo-observability/alerting';
import type { AnyExpr, LogMetricExpr } from '@dynamo-observability/query';
import { ThresholdsMode, type DataTransformerConfig, type FieldConfig, type ThresholdsConfig } from '@grafana/schema';

import type { Explain } from '../evidence/explain.ts';
import type { MetricsQuery, PageLink, Panel, PanelFieldConfig, PanelKind, PanelQuery } from '../model.ts';

/** A query before it has its letter. */
export type Series = WithoutLetter<PanelQuery>;
type WithoutLetter<Q> = Q extends PanelQuery ? Omit<Q, 'refId'> : never;

/** A query of metrics before it has its letter. */
export type MetricsSeries = WithoutLetter<MetricsQuery>;

/** Metrics drawn over time; `legend` may hold `{{label}}`. */
export const series = (expr: AnyExpr, legend: string): MetricsSeries => ({ source: 'prometheus', expr, legend });

/** Numbers made from log lines, drawn over time. */
export const logSeries = (expr: LogMetricExpr, legend: string): Series => ({ source: 'loki', expr, legend });

/** What every panel says, whatever its kind. */
export interface Statement {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  /** What an empty panel means while everything is scraped and enabled; by default that nothing was measured. */
  readonly absence?: string;
  readonly series: readonly Series[];
  /** A Grafana unit id, such as `s` or `percentunit`. */
  readonly unit: string;
  readonly objective?: Objective;
  readonly links?: readonly PageLink[];
  readonly explain?: Explain;
  /** At least this step, so that the window of a rate holds enough requests. */
  readonly interval?: string;
  readonly transformations?: readonly DataTransformerConfig[];
  readonly overrides?: PanelFieldConfig['overrides'];
}

export interface Look {
  readonly kind: PanelKind;
  readonly options: Panel['options'];
  readonly defaults: FieldConfig;
  readonly maxDataPoints: number;
}

/** The text for an empty panel must not stand in a tooltip or a cell, where one value among others is missing. */
const missing = (type: 'number' | 'string'): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byType', options: type },
  properties: [{ id: 'noValue', value: '–' }],
});

/** Only a table shows texts of its fields. */
const missingValues = ({ kind }: Look) =>
  kind === 'table' ? [missing('number'), missing('string')] : [missing('number')];

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Puts a statement and a look together. @throws RangeError when there are more queries than letters. */
export function panel(statement: Statement, look: Look): Panel {
  const { id, title, question, reading, unit } = statement;
  const absence = statement.absence ?? 'No traffic in this time range.';
  const queries = statement.series.map((s, i) => {
    const refId = letters[i];
    if (refId === undefined) {
      throw new RangeError(`Panel "${id}" has more than ${letters.length} queries`);
    }
    return { refId, ...s };
  });
  return {
    id,
    title,
    question,
    reading,
    absence,
    queries,
    kind: look.kind,
    options: look.options,
    maxDataPoints: look.maxDataPoints,
    fieldConfig: {
      defaults: { ...look.defaults, unit, noValue: absence },
      overrides: [...missingValues(look), ...(statement.overrides ?? [])],
    },
    transformations: statement.transformations ?? [],
    links: statement.links ?? [],
    ...(statement.objective === undefined ? {} : { objective: statement.objective }),
    ...(statement.explain === undefined ? {} : { explain: statement.explain }),
    ...(statement.interval === undefined ? {} : { interval: statement.interval }),
  };
}

/** Threshold steps from the lowest colour upwards; the first has no lower limit. */
export function thresholds(
  base: string,
  ...steps: ReadonlyArray<readonly [value: number, color: string]>
): ThresholdsConfig {
  // Grafana writes the open lower end as null.
  const open = { value: null, color: base };
  return { mode: ThresholdsMode.Absolute, steps: [open, ...steps.map(([value, color]) => ({ value, color }))] };
}

/** A fixed colour for the series of a name. */
export const coloured = (name: string, color: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
});

/** A fixed colour and dashes for the series of a name, to set it apart without relying on colour. */
export const dashed = (name: string, color: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: name },
  properties: [
    { id: 'color', value: { mode: 'fixed', fixedColor: color } },
    { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
    { id: 'custom.fillOpacity', value: 0 },
  ],
});
