export { average, count, exists, highest, lowest, median, sum, top, type Grouping } from './aggregate.ts';
export {
  add,
  labelled,
  lines,
  onlyWhere,
  or,
  per,
  portion,
  relative,
  remainder,
  scale,
  share,
  subtract,
  weightedMean,
  zeroWhere,
} from './combine.ts';
export type { AnyExpr, Expr, Kind } from './expr.ts';
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
export { metricsOf, selectorsOf, type Matcher, type Node } from './node.ts';
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
export { labelPatterns, labelValues } from './variable-query.ts';
