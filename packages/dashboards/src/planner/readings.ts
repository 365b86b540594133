import {
  deviation,
  earlier,
  highest,
  isHigher,
  lines,
  noneOf,
  onlyAbove,
  per,
  sum,
  times,
  value,
} from '@dynamo-observability/query';
import { planner, type Gauge } from '@dynamo-observability/signals';

/** What a planner sets once a tick, and what can be added up over planners. */
type Reading = Gauge<never, 'milliseconds' | 'seconds' | 'requests-per-second' | 'tokens' | 'replicas' | 'watts'>;

const byPlanner = { by: ['instance'] } as const;

/** A reading of each planner. */
export const each = (metric: Reading) => highest(value(metric), byPlanner);

/** A planner that has measured nothing says 0, which is no latency. */
export const measured = (metric: Reading) => onlyAbove(each(metric), 0);

/** Observed over target, of each planner: above 1 the target is missed. */
export const ofTarget = {
  ttft: per(measured(planner.observedTtft), each(planner.targetTtft)),
  itl: per(measured(planner.observedItl), each(planner.targetItl)),
};

/** What was predicted for now: the prediction of one horizon ago. */
export const forNow = (metric: Reading) => earlier(each(metric), { variable: 'horizon' });

/** How far predictions were off, as a share of what came: above 0 too much was expected. */
export const forecastError = {
  load: deviation(forNow(planner.predictedRequestRate), each(planner.observedRequestRate)),
  prompt: deviation(forNow(planner.predictedInputSequenceTokens), each(planner.observedInputSequenceTokens)),
  answer: deviation(forNow(planner.predictedOutputSequenceTokens), each(planner.observedOutputSequenceTokens)),
};

/** 1 while a planner sees a latency above its target, 0 while it sees them within. */
export const outOfSla = highest(
  lines({
    ttft: isHigher(measured(planner.observedTtft), each(planner.targetTtft)),
    itl: isHigher(measured(planner.observedItl), each(planner.targetItl)),
  }),
  byPlanner
);

/** Decisions that change something, or are about to. All others hold what there is. */
const acting = ['scale', 'scale_up', 'scaling_in_progress', 'override_by_user_plugin', 'gpu_budget_reconcile'] as const;

/** 1 while neither kind of scaling acts. */
const holding = times(
  sum(value(planner.loadScalingDecision, { dynamo_planner_load_scaling_decision: noneOf(...acting) }), byPlanner),
  sum(
    value(planner.throughputScalingDecision, { dynamo_planner_throughput_scaling_decision: noneOf(...acting) }),
    byPlanner
  )
);

/** 1 while a planner is out of its targets and does nothing about it. */
export const heldOutOfSla = times(outOfSla, holding);
