import { highest, increase, per, rate, scale, sum } from '@dynamo-observability/query';
import { frontend, gpu } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { stat } from '../visual/stat.ts';
import { timeseries } from '../visual/timeseries.ts';
import { absentDcgm } from './gpu-chart.ts';
import { allWatts } from './physics.ts';

/** From mJ. */
const kilowattHours = 1e-3 / 3.6e6;

export const energyUsed = stat({
  id: 'energy-used',
  title: 'Energy used',
  question: 'How much energy did the GPUs use in this time range?',
  reading: 'All GPUs of the cluster, each device once, idle time included. Hosts, network and cooling come on top.',
  absence: absentDcgm,
  series: [
    {
      ...series(scale(sum(highest(increase(gpu.energy), { by: ['UUID'] })), kilowattHours), 'energy'),
      instant: true,
    },
  ],
  unit: 'kwatth',
});

export const powerByKind = timeseries({
  id: 'power-by-kind',
  title: 'Power by kind',
  question: 'Which kind of GPU uses the power?',
  reading:
    'By model of GPU, each device once. Follows the load; a kind that draws power without tokens idles at high clocks.',
  absence: absentDcgm,
  series: [
    series(
      scale(sum(highest(rate(gpu.energy), { by: ['UUID', 'modelName'] }), { by: ['modelName'] }), 0.001),
      '{{modelName}}'
    ),
  ],
  unit: 'watt',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const tokensPerJoule = timeseries({
  id: 'tokens-per-joule',
  title: 'Tokens per joule',
  question: 'How many output tokens does a joule buy?',
  reading:
    'The inverse of energy per token, as benchmarks state it. All GPUs of the cluster, output tokens of the selection: choose everything before comparing. Higher is better; it rises with the batch.',
  absence: 'Needs the energy counter of DCGM and output tokens in this time range.',
  series: [series(per(sum(rate(frontend.outputTokens)), allWatts), 'output tokens per joule')],
  unit: 'suffix: tok/J',
});
