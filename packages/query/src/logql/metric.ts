import type { Kind } from '../expr.ts';
import { logMetric, type LogExpr, type LogMetricExpr } from './expr.ts';
import { labelName, type LogLabel } from './label.ts';
import type { LogAggregateNode, LogBinaryNode, LogMetricNode, LogRangeNode, LogWindow } from './node.ts';

/** How many lines there are in the window, for each set of labels: add them up with `sum`. */
export const count = (of: LogExpr, window: LogWindow = 'step'): LogMetricExpr<'amount'> =>
  logMetric({ kind: 'range', function: 'count_over_time', of: of.node, window });

/** Lines per second. */
export const rate = (of: LogExpr, window: LogWindow = 'step'): LogMetricExpr<'amount'> =>
  logMetric({ kind: 'range', function: 'rate', of: of.node, window });

interface Unwrapped {
  readonly by?: readonly LogLabel[];
  readonly window?: LogWindow;
}

function unwrapped(
  name: string,
  of: LogExpr,
  label: LogLabel,
  { by = [], window = 'step' }: Unwrapped,
  parameter?: number
): LogRangeNode {
  const base = { kind: 'range', function: name, of: of.node, unwrap: labelName(label), window } as const;
  return { ...base, by: by.map(labelName), ...(parameter === undefined ? {} : { parameter }) };
}

/** The sum of a label over the lines of the window, in the unit of the label. */
export const sumOf = (of: LogExpr, label: LogLabel, window: LogWindow = 'step'): LogMetricExpr<'amount'> =>
  logMetric({ kind: 'range', function: 'sum_over_time', of: of.node, unwrap: labelName(label), window });

/** The mean of a label over the lines of the window, exact. */
export const meanOf = (of: LogExpr, label: LogLabel, about: Unwrapped = {}): LogMetricExpr<'share'> =>
  logMetric(unwrapped('avg_over_time', of, label, about));

/** The highest value of a label over the lines of the window. */
export const highestOf = (of: LogExpr, label: LogLabel, about: Unwrapped = {}): LogMetricExpr<'share'> =>
  logMetric(unwrapped('max_over_time', of, label, about));

/**
 * A quantile of a label over the lines of the window, from the values themselves and not from buckets; between two values it is
 * interpolated.
 * @throws RangeError unless `q` is between 0 and 1.
 */
export function quantileOf(q: number, of: LogExpr, label: LogLabel, about: Unwrapped = {}): LogMetricExpr<'share'> {
  if (!(q > 0 && q < 1)) {
    throw new RangeError(`A quantile is between 0 and 1, not ${q}`);
  }
  return logMetric(unwrapped('quantile_over_time', of, label, about, q));
}

interface Grouping {
  readonly by?: readonly LogLabel[];
}

const aggregate = (op: LogAggregateNode['op'], of: LogMetricNode, by: readonly LogLabel[] = []): LogAggregateNode => ({
  kind: 'aggregate',
  op,
  by: by.map(labelName),
  of,
});

/** Adds amounts. */
export const sum = (of: LogMetricExpr<'amount'>, { by }: Grouping = {}): LogMetricExpr<'amount'> =>
  logMetric(aggregate('sum', of.node, by));

/** The highest series. */
export const highest = <K extends Kind>(of: LogMetricExpr<K>, { by }: Grouping = {}): LogMetricExpr<K> =>
  logMetric(aggregate('max', of.node, by));

/** The `n` highest series. Loki gives up above 500 series, so filter by a threshold first (tempo-loki-facts.md 5). */
export const top = <K extends Kind>(n: number, of: LogMetricExpr<K>): LogMetricExpr<K> =>
  logMetric({ ...aggregate('topk', of.node), parameter: n });

const binary = (op: LogBinaryNode['op'], left: LogMetricNode, right: LogMetricNode): LogBinaryNode => ({
  kind: 'binary',
  op,
  left,
  right,
});

const number = (value: number): LogMetricNode => ({ kind: 'number', value });

/** Multiplies by a constant: a change of unit. */
export const scale = <K extends Kind>(of: LogMetricExpr<K>, factor: number): LogMetricExpr<K> =>
  logMetric(binary('*', of.node, number(factor)));

/** A part, and 0 where it has no line while the whole has some: no lines of a kind are told from no lines at all. */
export const zeroWhere = (part: LogMetricExpr<'amount'>, whole: LogMetricExpr<'amount'>): LogMetricExpr<'amount'> =>
  logMetric(binary('or', part.node, binary('*', whole.node, number(0))));

/** A part of a whole, 0 to 1: 0 where the part has no line while the whole has some, no series where there is no line at all. */
export const share = (part: LogMetricExpr<'amount'>, whole: LogMetricExpr<'amount'>): LogMetricExpr<'share'> =>
  logMetric(binary('/', zeroWhere(part, whole).node, binary('>', whole.node, number(0))));
