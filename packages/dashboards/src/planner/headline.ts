import { highest, lines, magnitude, sum, value } from '@dynamo-observability/query';
import { planner } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { stat } from '../visual/stat.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { forecastError, forNow, heldOutOfSla, ofTarget } from './readings.ts';

const nothingSeen = 'The planner has measured nothing in this time range.';
const targetSteps = thresholds(verdict.good, [1, verdict.bad]);

export const replicasNow = stat({
  id: 'planner-replicas-now',
  title: 'Replicas',
  question: 'How many workers are there, by role?',
  reading: 'As the planner counts them. Different from what Workers shows: the planner decides on a wrong number.',
  absence: 'No planner is scraped.',
  series: [
    series(
      lines({ prefill: sum(value(planner.prefillReplicas)), decode: sum(value(planner.decodeReplicas)) }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  named: true,
  stacked: true,
  decimals: 0,
});

export const loadNow = statWithChange({
  id: 'planner-load-now',
  title: 'Load seen',
  question: 'How many requests per second does the planner see?',
  reading: '0 while users are served: the planner cannot read the traffic, and will scale down. See Traffic seen.',
  absence: 'No planner is scraped.',
  now: sum(value(planner.observedRequestRate)),
  unit: 'reqps',
  decimals: 2,
});

export const ttftOfTarget = statWithChange({
  id: 'planner-ttft-of-target',
  title: 'TTFT of target',
  question: 'Is the time to first token within what the planner is to hold?',
  reading:
    'Mean TTFT over its target; of several planners the worst. Above 100 % the target is missed. A mean within the target still hides a slow p99.',
  absence: nothingSeen,
  now: highest(ofTarget.ttft),
  unit: 'percentunit',
  decimals: 0,
  thresholds: targetSteps,
});

export const itlOfTarget = statWithChange({
  id: 'planner-itl-of-target',
  title: 'ITL of target',
  question: 'Is the inter-token latency within what the planner is to hold?',
  reading: 'Mean ITL over its target; of several planners the worst. Above 100 % the target is missed.',
  absence: nothingSeen,
  now: highest(ofTarget.itl),
  unit: 'percentunit',
  decimals: 0,
  thresholds: targetSteps,
});

export const meanForecastError = stat({
  id: 'planner-forecast-error-mean',
  title: 'Forecast error',
  question: 'How far off are the predictions of load, on average over the time shown?',
  reading:
    'Mean of |predicted − observed| / observed, each prediction held against what came one horizon later (set the horizon above). The nearer to 0 the better; a high one means that the planner follows load instead of foreseeing it.',
  absence: 'No prediction and no load to compare it with.',
  series: [series(highest(magnitude(forecastError.load)), 'mean error')],
  unit: 'percentunit',
  decimals: 0,
  overRange: true,
});

export const heldShare = stat({
  id: 'planner-held-share',
  title: 'Held out of SLA',
  question: 'For what share of the time shown was a latency above its target while the planner did nothing?',
  reading:
    'Should be 0. The decisions say why it held: no data, a failed prediction, a rejection, a budget, or "no_change" although it was too slow. Scaling that is under way does not count.',
  absence: nothingSeen,
  series: [series(highest(heldOutOfSla), 'share of time')],
  unit: 'percentunit',
  decimals: 1,
  thresholds: thresholds(verdict.good, [0.001, verdict.bad]),
  overRange: true,
});

export const load = timeseries({
  id: 'planner-load',
  title: 'Load and prediction',
  question: 'Does load come as it was predicted?',
  reading:
    'Dashed is what was predicted one horizon ago for now, so that the two lines should meet. Predicted behind every rise: the predictor follows. Predicted far above: replicas are kept for nothing.',
  absence: 'No planner is scraped.',
  series: [
    series(
      lines({
        observed: sum(value(planner.observedRequestRate)),
        'predicted for now': sum(forNow(planner.predictedRequestRate)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'reqps',
  overrides: [coloured('observed', colours.offered), dashed('predicted for now', colours.predicted)],
});
