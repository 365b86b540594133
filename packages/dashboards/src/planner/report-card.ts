import { highest, labelled, lines, rate, regardlessOf, sum, value } from '@dynamo-observability/query';
import { frontend, planner } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { each, forecastError, heldOutOfSla, measured, outOfSla } from './readings.ts';

const sla = (id: string, title: string, question: string, readings: Pick<Chart, 'series' | 'unit'>) =>
  timeseries({
    id,
    title,
    question,
    reading:
      'Means, of the planner with the highest; dashed in red the target. "estimated" is what its model of the engines expects of the slowest one: far from "observed", the model is wrong and decisions rest on it. No line: not measured.',
    absence: 'No planner is scraped.',
    ...readings,
    overrides: [
      coloured('observed', colours.offered),
      dashed('estimated', colours.predicted),
      dashed('target', colours.objective),
    ],
  });

export const ttft = sla('planner-ttft', 'TTFT and target', 'Is the first token as fast as the planner is to make it?', {
  series: [
    series(
      lines({
        observed: highest(measured(planner.observedTtft)),
        estimated: highest(measured(planner.estimatedTtft)),
        target: highest(each(planner.targetTtft)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'ms',
});

export const itl = sla('planner-itl', 'ITL and target', 'Do tokens follow as fast as the planner is to make them?', {
  series: [
    series(
      lines({
        observed: highest(measured(planner.observedItl)),
        estimated: highest(measured(planner.estimatedItl)),
        target: highest(each(planner.targetItl)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'ms',
});

export const slaOverTime = stateTimeline({
  id: 'planner-sla',
  title: 'SLA over time',
  question: 'When were latencies above their targets, and did the planner act?',
  reading:
    'One bar says whether TTFT or ITL was above its target, the other whether the planner held meanwhile. Both red at once: look at Decisions for the reason it gave.',
  absence: 'The planner has measured nothing in this time range.',
  series: [
    series(labelled(outOfSla, 'line', 'SLA'), '{{instance}} {{line}}'),
    series(labelled(heldOutOfSla, 'line', 'held while out'), '{{instance}} {{line}}'),
  ],
  unit: 'none',
  states: [
    { value: 0, name: 'no', color: colours.decision.holds },
    { value: 1, name: 'yes', color: colours.fault },
  ],
});

export const forecastBias = timeseries({
  id: 'planner-forecast-bias',
  title: 'Forecast bias',
  question: 'Are predictions too high or too low?',
  reading:
    'Predicted minus observed, as a share of observed, one horizon apart. Above 0: replicas kept for nothing. Below 0: users wait. Always below 0 when load rises: the predictor is late. Set the horizon above to your throughput_adjustment_interval.',
  absence: 'No prediction and nothing to compare it with.',
  series: [
    series(
      lines({
        load: highest(forecastError.load),
        'prompt length': highest(forecastError.prompt),
        'answer length': highest(forecastError.answer),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  shortLegend: true,
  softMin: -0.2,
  overrides: [coloured('load', colours.predicted)],
});

/** The planner names no model, so it is held against all of them. */
const arriving = regardlessOf(sum(rate(frontend.requestsStarted)), ['model']);

export const trafficSeen = timeseries({
  id: 'planner-traffic-seen',
  title: 'Traffic seen',
  question: 'Does the planner see the traffic that there is?',
  reading:
    'Dashed is what frontends accept, all models of the selection. The planner at 0 beside it: it cannot read its Prometheus, or its namespace filter matches nothing, and it will scale down a busy service.',
  absence: 'No planner is scraped.',
  series: [series(arriving, 'at frontends'), series(sum(value(planner.observedRequestRate)), 'seen by planner')],
  unit: 'reqps',
  shortLegend: true,
  interval: '1m',
  overrides: [dashed('at frontends', colours.offered), coloured('seen by planner', colours.success)],
});
