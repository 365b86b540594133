import { busiest, highest, lines, per, rateOfRisingGauge, scale, sum, times, value } from '@dynamo-observability/query';
import { planner } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { each, forNow, measured } from './readings.ts';

/** What all engines of a role can take: replicas times the capacity of one. */
const fleet = (
  capacity: typeof planner.prefillEngineCapacity | typeof planner.decodeEngineCapacity,
  replicas: typeof planner.prefillReplicas | typeof planner.decodeReplicas
) => times(each(capacity), each(replicas));

const load = each(planner.observedRequestRate);

export const capacityUsed = timeseries({
  id: 'planner-capacity-used',
  title: 'Capacity used',
  question: 'Which role runs out of capacity first?',
  reading:
    'Observed load over what all engines of the role can take within the targets, as the planner reckons it; of several planners the fullest. The higher line is the wall. Above 80 % latency rises fast.',
  absence: 'The planner knows no capacity of its engines.',
  series: [
    series(
      lines({
        prefill: highest(per(load, fleet(planner.prefillEngineCapacity, planner.prefillReplicas))),
        decode: highest(per(load, fleet(planner.decodeEngineCapacity, planner.decodeReplicas))),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  limit: 0.8,
});

const lengths = (
  id: string,
  title: string,
  question: string,
  observed: typeof planner.observedInputSequenceTokens | typeof planner.observedOutputSequenceTokens,
  predicted: typeof planner.predictedInputSequenceTokens | typeof planner.predictedOutputSequenceTokens
) =>
  timeseries({
    id,
    title,
    question,
    reading:
      'Means, of the planner with the highest. Dashed is what was predicted one horizon ago for now. Lengths that change make capacity wrong: the same requests a second become more work.',
    absence: 'The planner has measured no lengths in this time range.',
    series: [
      series(
        lines({ observed: highest(measured(observed)), 'predicted for now': highest(forNow(predicted)) }),
        '{{line}}'
      ),
    ],
    unit: 'short',
    overrides: [coloured('observed', colours.offered), dashed('predicted for now', colours.predicted)],
  });

export const promptLengths = lengths(
  'planner-prompt-lengths',
  'Prompt length',
  'Are prompts as long as predicted?',
  planner.observedInputSequenceTokens,
  planner.predictedInputSequenceTokens
);

export const answerLengths = lengths(
  'planner-answer-lengths',
  'Answer length',
  'Are answers as long as predicted?',
  planner.observedOutputSequenceTokens,
  planner.predictedOutputSequenceTokens
);

export const requestDuration = timeseries({
  id: 'planner-request-duration',
  title: 'Duration seen',
  question: 'How long do requests take, as the planner sees it?',
  reading: 'Mean. With the router as its source this is the time in the worker, not that of the user.',
  absence: 'The planner has measured no requests in this time range.',
  series: [series(highest(measured(planner.observedRequestDuration)), 'mean')],
  unit: 's',
});

const eachEngine = ['instance', 'worker_id', 'dp_rank'] as const;
const engineChart = (chart: Omit<Chart, 'unit' | 'absence'>) =>
  timeseries({
    ...chart,
    absence: 'No engine has reported its load to the planner (forward-pass metrics).',
    unit: 'short',
    colourByName: true,
    shortLegend: true,
  });

const ofEngine = (
  metric:
    typeof planner.queuedPrefillTokens | typeof planner.queuedDecodeKvTokens | typeof planner.inflightDecodeKvTokens
) => series(busiest(8, value(metric), eachEngine), '{{worker_id}}/{{dp_rank}}');

export const queuedPrefill = engineChart({
  id: 'planner-queued-prefill',
  title: 'Prefill queued',
  question: 'At which engines do prompts wait?',
  reading:
    'Prompt tokens that wait, the eight fullest engines. This is what load-based scaling of prefill looks at. Worker ids are decimal here.',
  series: [ofEngine(planner.queuedPrefillTokens)],
});

export const queuedDecode = engineChart({
  id: 'planner-queued-decode',
  title: 'Decode queued',
  question: 'At which engines do decodes wait for room?',
  reading:
    'KV tokens of decodes that wait, the eight fullest engines. Above 0 for long: decode is short of KV cache. Worker ids are decimal here.',
  series: [ofEngine(planner.queuedDecodeKvTokens)],
});

export const inFlightDecode = engineChart({
  id: 'planner-in-flight-decode',
  title: 'Decode in flight',
  question: 'How much KV cache do running decodes hold at each engine?',
  reading:
    'KV tokens, the eight fullest engines. Uneven for long: the router does not spread decodes. Worker ids are decimal here.',
  series: [ofEngine(planner.inflightDecodeKvTokens)],
});

const secondsPerHour = 3600;

export const gpusInUse = timeseries({
  id: 'planner-gpus',
  title: 'GPUs in use',
  question: 'How many GPUs does the deployment hold?',
  reading:
    'GPU hours gained per hour. Steps follow decisions. High at low load: replicas are kept; compare with Capacity used.',
  absence: 'No planner is scraped.',
  series: [series(scale(sum(rateOfRisingGauge(planner.gpuHours)), secondsPerHour), 'GPUs')],
  unit: 'short',
  interval: '1m',
});

export const gpuHours = timeseries({
  id: 'planner-gpu-hours',
  title: 'GPU hours',
  question: 'How many GPU hours has each planner used since it started?',
  reading: 'Rises for ever and starts again with the planner. Times the price of a GPU hour it is the bill.',
  absence: 'No planner is scraped.',
  series: [series(highest(value(planner.gpuHours), { by: ['instance'] }), '{{instance}}')],
  unit: 'h',
  colourByName: true,
});

export const power = timeseries({
  id: 'planner-power',
  title: 'Power budget',
  question: 'Does the power budget leave room for what was decided?',
  reading:
    'Dashed is the budget, the line what the decided replicas may draw. At the budget the planner cannot scale up. Both 0: there is no budget.',
  absence: 'No planner is scraped.',
  series: [
    series(
      lines({ budget: sum(value(planner.powerBudget)), projected: sum(value(planner.powerProjected)) }),
      '{{line}}'
    ),
  ],
  unit: 'watt',
  overrides: [dashed('budget', colours.objective), coloured('projected', colours.offered)],
});

export const powerUse = timeseries({
  id: 'planner-power-use',
  title: 'Power budget used',
  question: 'How much of the power budget is promised away?',
  reading: 'Of the planner that uses most. Above 95 % the next replica does not fit; it can be above 100 %.',
  absence: 'No planner is scraped.',
  series: [series(highest(value(planner.powerBudgetUtilization)), 'used')],
  unit: 'percentunit',
  limit: 0.95,
});
