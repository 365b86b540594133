/**
 * What a metric is. The name, type, unit and labels are literal types, so that a query which misuses a metric does not compile.
 */

/** How a family is exposed. A histogram is its base name; `_bucket`, `_sum` and `_count` belong to it. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** The unit as measured, never as named: `dynamo_component_gpu_cache_usage_percent` is a `ratio`. */
export type Unit =
  // time
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'nanoseconds'
  | 'hours'
  | 'unix-seconds'
  // work
  | 'requests'
  | 'requests-per-second'
  | 'tokens'
  | 'blocks'
  | 'events'
  | 'count'
  | 'replicas'
  // data
  | 'bytes'
  | 'bytes-per-second'
  | 'mebibytes'
  | 'gibibytes'
  | 'megabytes-per-second'
  | 'gigabytes-per-second'
  // physics
  | 'watts'
  | 'millijoules'
  | 'celsius'
  | 'megahertz'
  // shares: never summed, never averaged without a weight
  | 'ratio'
  | 'percent'
  | 'permille'
  // states
  | 'bool'
  | 'one-hot'
  | 'code';

/** Units whose values are shares of a whole. */
export type ShareUnit = 'ratio' | 'percent' | 'permille';

/** Which kind of process exposes a family; see `processes` for how each is scraped and recognised. */
export type ProcessId =
  | 'frontend'
  | 'router'
  | 'worker'
  | 'kvbm'
  | 'planner'
  | 'kv-indexer'
  | 'operator'
  | 'kube-state-metrics'
  | 'epp'
  | 'power-agent'
  | 'local-resource-monitor'
  | 'dcgm'
  | 'nats'
  | 'etcd'
  | 'collector'
  | 'service-graph';

/** Whether the family exists from the start of its process, or only after the first such event. */
export type Appears = 'always' | 'first-event';

/** One metric family. */
export interface Metric<
  N extends string = string,
  T extends MetricType = MetricType,
  L extends string = string,
  U extends Unit = Unit,
> {
  readonly name: N;
  readonly type: T;
  readonly unit: U;
  /** Labels of the family itself. `job`, `instance` and what a scraper adds are not among them. */
  readonly labels: readonly L[];
  /** The process that exposes it. Several when a library is embedded in more than one. */
  readonly process: ProcessId | readonly ProcessId[];
  /** The column `group` of the catalogue. */
  readonly group: string;
  /** Our own sentence: what one observation or value is. */
  readonly meaning: string;
  readonly appears: Appears;
  /** The flag or setting that switches it on, where it is not on by default. */
  readonly flag?: string;
  /** First Dynamo version that has it, where known. */
  readonly since?: string;
  /** First Dynamo version that no longer has it. */
  readonly removed?: string;
  /** Named replacement when deprecated. */
  readonly deprecated?: string;
  /** What misleads people about it. */
  readonly traps?: readonly string[];
  /** What was seen in the captures of Dynamo 1.6.1; absent for families from outside Dynamo. */
  readonly note?: string;
}

export type AnyMetric = Metric;
export type Counter<L extends string = string, U extends Unit = Unit> = Metric<string, 'counter', L, U>;
export type Gauge<L extends string = string, U extends Unit = Unit> = Metric<string, 'gauge', L, U>;
export type Histogram<L extends string = string, U extends Unit = Unit> = Metric<string, 'histogram', L, U>;
export type LabelOf<M> = M extends Metric<string, MetricType, infer L, Unit> ? L : never;

type Spec<U extends Unit> = Omit<Metric, 'name' | 'type' | 'labels' | 'unit' | 'appears'> & {
  readonly unit: U;
  readonly appears?: Appears;
};

function define<T extends MetricType>(type: T) {
  return <const N extends string, U extends Unit, const L extends string = never>(
    name: N,
    labels: readonly L[],
    spec: Spec<U>
  ): Metric<N, T, L, U> => ({ appears: 'always', ...spec, name, type, labels });
}

export const counter = define('counter');
export const gauge = define('gauge');
export const histogram = define('histogram');
