import type { Counter, Gauge, Histogram, LabelOf, Metric, MetricType } from '@dynamo-observability/signals';

/** Values of the labels of a family. An optional label that a process does not write is left out. */
export type LabelValues<L extends string> = { readonly [N in L]?: string };

/** One exposed series: the name as on the page (`…_bucket`, `…_sum`, `…_count` of a histogram) and its labels. */
export interface ExposedSeries {
  readonly name: string;
  readonly labels: ReadonlyArray<readonly [string, string]>;
}

/** Everything one process shows at one scrape. */
export interface Page {
  /** Calls back for each series with its value now. The `ExposedSeries` of a series is the same object at each scrape. */
  each(visit: (series: ExposedSeries, value: number) => void): void;
  readonly families: ReadonlyArray<{ readonly name: string; readonly type: MetricType }>;
}

interface Cell {
  readonly series: ExposedSeries;
  value: number;
}

interface HistogramCells {
  readonly buckets: readonly Cell[];
  readonly sum: Cell;
  readonly count: Cell;
}

interface Family {
  readonly metric: Metric;
  readonly cells: Map<string, Cell>;
  readonly histograms: Map<string, HistogramCells>;
  /** Found again by the very object that named the labels before. */
  cellsBySame: WeakMap<object, Cell>;
  readonly histogramsBySame: WeakMap<object, HistogramCells>;
  /** Upper bounds without +Inf. */
  readonly bounds: readonly number[];
}

/** How numbers in labels are written: Rust writes `1`, Python `1.0`. */
export type NumberStyle = 'rust' | 'python';

/**
 * The counters, gauges and histograms of one process, as its client library would keep them. A series is there from its
 * first `add`, `set` or `observe` on; `touch` puts it there with 0.
 */
export class Instruments implements Page {
  private readonly all = new Map<string, Family>();

  constructor(
    /** Labels of the process that its families carry where they have them, such as `worker_id`. */
    private readonly own: { readonly [name: string]: string } = {},
    private readonly style: NumberStyle = 'rust'
  ) {}

  /** The series exists with 0 although nothing happened yet. */
  touch<M extends Counter | Gauge>(metric: M, labels: LabelValues<LabelOf<M>> = {}): void {
    this.cell(metric, labels);
  }

  add<M extends Counter>(metric: M, labels: LabelValues<LabelOf<M>>, amount: number): void {
    if (!(amount >= 0)) {
      throw new RangeError(`${metric.name}: a counter can only grow, not by ${amount}.`);
    }
    this.cell(metric, labels).value += amount;
  }

  /** A counter whose sum is kept elsewhere. */
  setTotal<M extends Counter>(metric: M, labels: LabelValues<LabelOf<M>>, total: number): void {
    this.cell(metric, labels).value = total;
  }

  set<M extends Gauge>(metric: M, labels: LabelValues<LabelOf<M>>, value: number): void {
    this.cell(metric, labels).value = value;
  }

  /** The series vanishes from the page. */
  remove<M extends Counter | Gauge>(metric: M, labels: LabelValues<LabelOf<M>>): void {
    const family = this.all.get(metric.name);
    const key = keyOf(this.labelsOf(metric, labels));
    if (family?.cells.delete(key) === true) {
      // Objects that named its labels would bring the removed cell back, unseen.
      family.cellsBySame = new WeakMap();
    }
  }

  /** Adds `count` equal observations. `bounds` are those of the family's first observation. */
  observe<M extends Histogram>(
    metric: M,
    labels: LabelValues<LabelOf<M>>,
    value: number,
    bounds: readonly number[],
    count = 1
  ): void {
    const cells = this.histogram(metric, labels, bounds);
    const family = this.family(metric, bounds);
    for (let index = lowerBound(family.bounds, value); index < cells.buckets.length; index++) {
      const bucket = cells.buckets[index];
      if (bucket !== undefined) {
        bucket.value += count;
      }
    }
    cells.sum.value += value * count;
    cells.count.value += count;
  }

  /** The histogram exists although nothing was observed. */
  touchHistogram<M extends Histogram>(metric: M, labels: LabelValues<LabelOf<M>>, bounds: readonly number[]): void {
    this.histogram(metric, labels, bounds);
  }

  get families(): Page['families'] {
    return [...this.all.values()].map(({ metric }) => ({ name: metric.name, type: metric.type }));
  }

  each(visit: (series: ExposedSeries, value: number) => void): void {
    for (const { cells, histograms } of this.all.values()) {
      for (const { series, value } of cells.values()) {
        visit(series, value);
      }
      for (const { buckets, sum, count } of histograms.values()) {
        for (const { series, value } of buckets) {
          visit(series, value);
        }
        visit(sum.series, sum.value);
        visit(count.series, count.value);
      }
    }
  }

  private family(metric: Metric, bounds: readonly number[] = []): Family {
    let family = this.all.get(metric.name);
    if (family === undefined) {
      family = {
        metric,
        cells: new Map(),
        histograms: new Map(),
        cellsBySame: new WeakMap(),
        histogramsBySame: new WeakMap(),
        bounds,
      };
      this.all.set(metric.name, family);
    }
    return family;
  }

  private cell(metric: Metric, labels: LabelValues<string>): Cell {
    const family = this.family(metric);
    const known = family.cellsBySame.get(labels);
    if (known !== undefined) {
      return known;
    }
    const pairs = this.labelsOf(metric, labels);
    const key = keyOf(pairs);
    let cell = family.cells.get(key);
    if (cell === undefined) {
      cell = { series: { name: metric.name, labels: pairs }, value: 0 };
      family.cells.set(key, cell);
    }
    family.cellsBySame.set(labels, cell);
    return cell;
  }

  private histogram(metric: Metric, labels: LabelValues<string>, bounds: readonly number[]): HistogramCells {
    const family = this.family(metric, bounds);
    const known = family.histogramsBySame.get(labels);
    if (known !== undefined) {
      return known;
    }
    const pairs = this.labelsOf(metric, labels);
    const key = keyOf(pairs);
    let cells = family.histograms.get(key);
    if (cells === undefined) {
      const bucket = (le: string): Cell => ({
        series: { name: `${metric.name}_bucket`, labels: [...pairs, ['le', le]] },
        value: 0,
      });
      cells = {
        buckets: [...family.bounds.map((bound) => bucket(boundText(bound, this.style))), bucket('+Inf')],
        sum: { series: { name: `${metric.name}_sum`, labels: pairs }, value: 0 },
        count: { series: { name: `${metric.name}_count`, labels: pairs }, value: 0 },
      };
      family.histograms.set(key, cells);
    }
    family.histogramsBySame.set(labels, cells);
    return cells;
  }

  /** In the order of the family; the process's own labels where the caller gives none. */
  private labelsOf(metric: Metric, labels: LabelValues<string>): Array<readonly [string, string]> {
    return metric.labels.flatMap((name) => {
      const value = labels[name] ?? this.own[name];
      return value === undefined ? [] : [[name, value] as const];
    });
  }
}

const keyOf = (labels: ReadonlyArray<readonly [string, string]>): string =>
  labels.map((pair) => pair.join('\u0001')).join('\u0002');

/** Index of the first bound that is not below the value. */
function lowerBound(bounds: readonly number[], value: number): number {
  let index = 0;
  while (index < bounds.length && (bounds[index] ?? Infinity) < value) {
    index++;
  }
  return index;
}

/** `le` as the client library prints it. */
export function boundText(bound: number, style: NumberStyle): string {
  return style === 'python' && Number.isInteger(bound) ? `${bound}.0` : String(bound);
}
