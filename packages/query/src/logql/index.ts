/** LogQL as typed expressions. Keys of log lines come from `signals`; a key that no line has does not compile. */
export { choicesOfWorker, completedRequests, dropErrors, ofLevel, ofTrace, ofTraceOrRequest } from './both-paths.ts';
export { earlier } from './earlier.ts';
export {
  above,
  atLeast,
  below,
  both,
  either,
  is,
  isNot,
  lastedAtLeast,
  matches,
  matchesNot,
  present,
} from './filter.ts';
export { made, type ChosenLabel, type LogLabel, type LokiLabel, type MadeLabel } from './label.ts';
export {
  count,
  highest,
  highestOf,
  meanOf,
  quantileOf,
  rate,
  scale,
  share,
  sum,
  sumOf,
  top,
  zeroWhere,
} from './metric.ts';
export type { LabelFilter, LogWindow, Stage, StreamMatcher } from './node.ts';
export {
  contains,
  drop,
  json,
  keep,
  labelFormat,
  lacks,
  lineFormat,
  lineMatches,
  lineMatchesNot,
  logs,
  pipe,
  where,
} from './pipeline.ts';
export { printLogQl as print, type LogWindows } from './print.ts';
