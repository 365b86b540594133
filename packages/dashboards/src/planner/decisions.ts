import { labelled, lines, rate, stateOf, sum, value } from '@dynamo-observability/query';
import { planner } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries } from '../visual/timeseries.ts';

/** Decisions of either kind of scaling, with what they mean for the reader. */
const decisions = {
  // nothing to do
  no_change: colours.decision.holds,
  unset: colours.decision.off,
  disabled: colours.decision.off,
  // it acts
  scale: colours.decision.acts,
  scale_up: colours.decision.acts,
  scale_down: colours.decision.shrinks,
  scaling_in_progress: colours.decision.waits,
  set_lower_bound: colours.decision.holds,
  // it was overruled
  override_by_user_plugin: colours.decision.overruled,
  reconcile_clamped_to_floor: colours.decision.overruled,
  reconcile_clamped_to_ceiling: colours.decision.overruled,
  scale_down_capped_by_throughput: colours.decision.overruled,
  scale_down_refused_consolidation: colours.decision.overruled,
  rejected_by_plugin: colours.decision.overruled,
  gpu_budget_guard_hold: colours.decision.overruled,
  gpu_budget_reconcile: colours.decision.overruled,
  // it does not know
  held_over: colours.decision.blind,
  no_fpm_data: colours.decision.blind,
  no_traffic_data: colours.decision.blind,
  insufficient_data: colours.decision.blind,
  worker_count_mismatch: colours.decision.blind,
  predict_failed: colours.decision.blind,
  model_not_ready: colours.decision.blind,
  circuit_open: colours.decision.blind,
} as const;

const names = Object.keys(decisions);
const byPlanner = { by: ['instance'] } as const;

export const decisionsOverTime = stateTimeline({
  id: 'planner-decisions',
  title: 'Decisions',
  question: 'What did the planner decide, and when did it not know?',
  reading:
    'One bar for load-based, one for throughput-based scaling. Reds are decisions without knowledge: no data, a failed prediction, an open circuit. Yellows were overruled by a plugin, a bound or a budget. ' +
    '"scaling_in_progress" for long: workers do not come up.',
  absence: 'No planner is scraped.',
  series: [
    series(
      labelled(
        stateOf(planner.loadScalingDecision, 'dynamo_planner_load_scaling_decision', names, byPlanner),
        'line',
        'load'
      ),
      '{{instance}} {{line}}'
    ),
    series(
      labelled(
        stateOf(planner.throughputScalingDecision, 'dynamo_planner_throughput_scaling_decision', names, byPlanner),
        'line',
        'throughput'
      ),
      '{{instance}} {{line}}'
    ),
  ],
  unit: 'none',
  states: Object.entries(decisions).map(([name, color], value) => ({ value, name, color })),
});

function replicas(
  role: 'prefill' | 'decode',
  now: typeof planner.prefillReplicas | typeof planner.decodeReplicas,
  decided: typeof planner.predictedPrefillReplicas | typeof planner.predictedDecodeReplicas
) {
  return timeseries({
    id: `planner-${role}-replicas`,
    title: role === 'prefill' ? 'Prefill replicas' : 'Decode replicas',
    question: `Are there as many ${role} workers as the planner wants?`,
    reading:
      'Dashed is what it decided on. A gap that closes within minutes is start-up time; one that stays: no GPUs, a failing image, or advisory mode, which changes nothing. Decided is 0 until the planner has decided for the first time.',
    absence: 'No planner is scraped.',
    series: [series(lines({ now: sum(value(now)), decided: sum(value(decided)) }), '{{line}}')],
    unit: 'short',
    decimals: 0,
    overrides: [coloured('now', colours.typical), dashed('decided', colours.predicted)],
  });
}

export const prefillReplicas = replicas('prefill', planner.prefillReplicas, planner.predictedPrefillReplicas);
export const decodeReplicas = replicas('decode', planner.decodeReplicas, planner.predictedDecodeReplicas);

export const boundsAndCaps = timeseries({
  id: 'planner-bounds',
  title: 'Bounds and caps',
  question: 'How often is a decision moved by a bound, a constraint or a rejection?',
  reading:
    'By role and source, and rejections by plugin. A ceiling that is hit again and again is the limit of the deployment: raise it, or accept the latency.',
  absence: 'No decision was moved in this time range.',
  series: [
    series(
      sum(rate(planner.reconcileClamped), { by: ['sub_component_type', 'source'] }),
      'clamped {{sub_component_type}} {{source}}'
    ),
    series(
      sum(rate(planner.constrainCapped), { by: ['sub_component_type', 'source'] }),
      'capped {{sub_component_type}} {{source}}'
    ),
    series(sum(rate(planner.rejectShortCircuited), { by: ['plugin_id'] }), 'rejected by {{plugin_id}}'),
  ],
  unit: 'cps',
  colourByName: true,
  shortLegend: true,
});
