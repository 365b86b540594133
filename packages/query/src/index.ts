export { average, count, countValues, exists, highest, lowest, median, sum, top, type Grouping } from './aggregate.ts';
export { busiest, overWholeRange } from './busiest.ts';
export {
  add,
  exceptWhere,
  gap,
  joined,
  labelled,
  lines,
  onlyWhere,
  or,
  per,
  portion,
  preferred,
  relative,
  remainder,
  scale,
  share,
  subtract,
  unlessAny,
  weightedMean,
  zeroWhere,
} from './combine.ts';
export { changeSince, earlier, unknownSince, whereNegative, whereNotNegative } from './earlier.ts';
export { changes, newEvents, startTimes, type Lifetime } from './events.ts';
export type { AnyExpr, Expr, Kind } from './expr.ts';
export { deviation, isHigher, magnitude, times } from './forecast.ts';
export {
  heatmap,
  mean,
  quantile,
  quantileBand,
  shareAboveTop,
  shareWithin,
  type Band,
  type Quantile,
  type ShareWithin,
} from './histogram.ts';
export { matching, noneOf, not, oneOf, type Condition, type Where } from './match.ts';
export { metricsOf, selectorsOf, type Matcher, type Node, type Offset } from './node.ts';
export { outlierScore } from './outlier.ts';
export { escapeRegex, panelTarget, print, quote, ruleTarget, type PrintTarget, type Scope } from './print.ts';
export {
  averageOverTime,
  increase,
  observations,
  observedSum,
  peak,
  rate,
  rateOfRisingGauge,
  value,
} from './select.ts';
export * as logql from './logql/index.ts';
export type { LogExpr, LogMetricExpr } from './logql/expr.ts';
export * as traceql from './traceql/index.ts';
export type { TraceExpr } from './traceql/expr.ts';
export { template, type AsValue, type Value } from './value.ts';
export { age, bit, isAbove, onlyAbove, plus, seenInRange, stateOf } from './state.ts';
export { regardlessOf } from './unfiltered.ts';
export { labelPatterns, labelValues } from './variable-query.ts';
