/** TraceQL as typed expressions. Span attributes and event keys come from `signals`; what no span has does not compile. */
export {
  both,
  either,
  event,
  is,
  isKeyword,
  isNot,
  lastedAtLeast,
  matches,
  matchesNot,
  ofTrace,
  present,
  span,
  type Field,
  type Intrinsic,
} from './condition.ts';
export type { Condition } from './node.ts';
export { printTraceQl as print } from './print.ts';
export { count, longest, quantiles, rate, select, trace, traces } from './search.ts';
export { atLeast, below } from './threshold.ts';
