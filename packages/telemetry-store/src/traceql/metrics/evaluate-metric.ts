import type { Traces } from '../../traces/trace-store.ts';
import type { Span } from '../../traces/trace.ts';
import type { CompiledQuery } from '../evaluate/compiled-query.ts';
import { compileQuery } from '../evaluate/compiled-query.ts';
import type { Read } from '../evaluate/field.ts';
import { keyOf } from '../evaluate/pipeline.ts';
import type { Metric, Query } from '../parse/ast.ts';
import { printField } from '../print.ts';
import { NIL } from '../value.ts';
import { accumulatorOf, Log2Accumulator } from './accumulator.ts';
import type { Accumulator } from './accumulator.ts';
import { ExemplarChoice, exemplarFields, placeExemplars } from './exemplars.ts';
import type { Intervals } from './intervals.ts';
import { intervalOf } from './intervals.ts';
import type { Measure } from './measure.ts';
import { measureOf } from './measure.ts';
import { quantileSeries } from './quantile-series.ts';
import { applySeriesStages } from './series-stages.ts';
import type { Exemplar, Label, MetricSeries } from './series.ts';
import { compareSeries, hasValue } from './series.ts';

export interface MetricResult {
  readonly series: readonly MetricSeries[];
  readonly inspectedTraces: number;
  readonly inspectedSpans: number;
}

/**
 * Evaluates a metrics query: a trace must match as a whole, whenever its spans happened, and of what matched those
 * spans count that started within the intervals. Exemplars come with more than one interval only.
 * Throws TraceqlEvaluationError.
 */
export function evaluateMetric(
  store: Traces,
  query: Query & { readonly metric: Metric },
  intervals: Intervals,
  exemplarLimit: number
): MetricResult {
  if (intervals.count <= 0) {
    return { series: [], inspectedTraces: 0, inspectedSpans: 0 };
  }
  const { metric, seriesStages } = query;
  const limit = intervals.count > 1 ? exemplarLimit : 0;
  const compiled = compileQuery(query, exemplarFields(metric));
  const grouping = new Grouping(compiled, metric, intervals, limit);
  const traces = store.traces(intervals);
  for (const trace of traces) {
    grouping.addTrace(compiled.evaluate(trace).flatMap(({ spans }) => spans));
  }
  return {
    series: applySeriesStages(grouping.series(), seriesStages)
      .filter(hasValue)
      .map((series) => placeExemplars(series, intervals))
      .sort(compareSeries),
    inspectedTraces: traces.length,
    inspectedSpans: traces.reduce((sum, { spans }) => sum + spans.length, 0),
  };
}

interface Group {
  readonly labels: readonly Label[];
  readonly accumulator: Accumulator | Log2Accumulator;
  readonly exemplars: Exemplar[];
}

/** Sorts spans into series. */
class Grouping {
  private readonly groups = new Map<string, Group>();
  private readonly by: ReadonlyArray<readonly [name: string, read: Read]>;
  private readonly measure: Measure;
  private readonly exemplars: ExemplarChoice;
  /** In Tempo one span without a number spoils the sum of its step; anywhere else it is passed over. */
  private readonly whenMissing: number | undefined;

  constructor(
    query: CompiledQuery,
    private readonly metric: Metric,
    private readonly intervals: Intervals,
    exemplarLimit: number
  ) {
    this.by = metric.by.map((field) => [printField(field), query.view.reader(field)] as const);
    this.measure = measureOf(metric, query.view);
    this.whenMissing = metric.name === 'sum_over_time' ? NaN : undefined;
    this.exemplars = new ExemplarChoice(query, metric, intervals, exemplarLimit);
    if (metric.by.length === 0 && metric.field === undefined) {
      // A count without groups is 0 where there is nothing; any other metric then has no series.
      this.group([]);
    }
  }

  /** Of the spans of one trace the first may become an exemplar. */
  addTrace(spans: readonly Span[]): void {
    let wantsExemplar = true;
    for (const span of spans) {
      const step = intervalOf(this.intervals, span.startNs);
      const value = step === undefined ? undefined : (this.measure(span) ?? this.whenMissing);
      if (step !== undefined && value !== undefined) {
        const { accumulator, exemplars } = this.group(this.labels(span, value));
        accumulator.add(step, value);
        const exemplar = wantsExemplar ? this.exemplars.offer(span) : undefined;
        exemplars.push(...(exemplar === undefined ? [] : [exemplar]));
        wantsExemplar = false;
      }
    }
  }

  series(): MetricSeries[] {
    const plain: MetricSeries[] = [];
    const quantiles: Array<Group & { readonly accumulator: Log2Accumulator }> = [];
    for (const { labels, accumulator, exemplars } of this.groups.values()) {
      if (accumulator instanceof Log2Accumulator) {
        quantiles.push({ labels, accumulator, exemplars });
      } else {
        plain.push({ labels, values: accumulator.values(), exemplars });
      }
    }
    return [...plain, ...quantileSeries(quantiles, this.metric.quantiles)];
  }

  private labels(span: Span, value: number): Label[] {
    const { name } = this.metric;
    const labels: Label[] = [];
    for (const [label, read] of this.by) {
      const found = read(span);
      if (found.type !== 'nil') {
        labels.push([label, found]);
      }
    }
    if (name === 'histogram_over_time') {
      labels.push(['__bucket', { type: 'float', value }]);
    }
    const [firstBy] = this.by;
    return labels.length > 0 || firstBy === undefined || name === 'quantile_over_time' ? labels : [[firstBy[0], NIL]];
  }

  private group(labels: readonly Label[]): Group {
    let key = '';
    for (const [label, value] of labels) {
      key += `${label}\n${keyOf(value)}\n`;
    }
    const known = this.groups.get(key);
    if (known !== undefined) {
      return known;
    }
    const { metric, intervals } = this;
    const accumulator =
      metric.name === 'quantile_over_time'
        ? new Log2Accumulator(intervals.count)
        : accumulatorOf(metric.name, intervals);
    const group: Group = { labels: this.named(labels), accumulator, exemplars: [] };
    this.groups.set(key, group);
    return group;
  }

  /** Without labels a series is called by its metric, as in Prometheus. */
  private named(labels: readonly Label[]): readonly Label[] {
    const isPlain = labels.length === 0 && this.metric.name !== 'quantile_over_time';
    return isPlain ? [['__name__', { type: 'string', value: this.metric.name }]] : labels;
  }
}
