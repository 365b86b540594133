import {
  count,
  exists,
  highest,
  increase,
  isAbove,
  lines,
  median,
  scale,
  sum,
  value,
} from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';

import { series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { stat } from '../visual/stat.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { absentCounter, absentDcgm } from './gpu-chart.ts';
import { allWatts, throttled } from './physics.ts';

const device = { by: ['UUID'] } as const;

export const gpuCount = statWithChange({
  id: 'gpu-count',
  title: 'GPUs',
  question: 'How many GPUs does DCGM see?',
  reading:
    'All GPUs of the cluster, whoever uses them. A step down is a node or a GPU that is gone: look at XID 79 and at the node.',
  absence: absentDcgm,
  now: count(exists(value(gpu.temperature), device)),
  unit: 'short',
  decimals: 0,
});

export const totalPower = statWithChange({
  id: 'gpu-total-power',
  title: 'Power of all',
  question: 'How much power do all GPUs draw?',
  reading:
    'From the energy counter, so no peak is missed. Compare with the budget of the rack; rising at the same tokens per second is waste.',
  absence: absentDcgm,
  now: allWatts,
  unit: 'watt',
});

export const tensorActivity = statWithChange({
  id: 'tensor-activity',
  title: 'Tensor cores busy',
  question: 'How busy are the tensor cores of a typical GPU?',
  reading:
    'Median over the GPUs. Prefill needs them; decode leaves them idle by nature, memory bandwidth is what counts there. Low while requests wait: prefill stalls.',
  absence: absentCounter,
  now: median(value(gpu.tensorActive)),
  unit: 'percentunit',
  decimals: 0,
});

export const hottest = statWithChange({
  id: 'hottest-gpu',
  title: 'Hottest GPU',
  question: 'How hot is the hottest GPU?',
  reading:
    'Above 80 °C for five minutes look at airflow; above 85 °C clocks fall and ITL rises. GPU temperature shows which one it is.',
  absence: absentDcgm,
  now: highest(value(gpu.temperature)),
  unit: 'celsius',
  decimals: 0,
  thresholds: thresholds(verdict.good, [80, verdict.watch], [85, verdict.bad]),
});

export const worstThrottled = stat({
  id: 'worst-throttled',
  title: 'Slowed down most',
  question: 'What share of the time is the worst GPU slowed down by power or heat?',
  reading:
    'Below 5 % is healthy. Power: the cap is too low for the load. Heat is a fault: airflow, fans, the room. GPU throttling shows which one it is.',
  absence: absentCounter,
  series: [
    series(
      lines({ power: highest(throttled(gpu.powerViolation)), heat: highest(throttled(gpu.thermalViolation)) }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  named: true,
  stacked: true,
  decimals: 1,
  thresholds: thresholds(verdict.good, [0.05, verdict.watch]),
});

export const faulty = statWithChange({
  id: 'faulty-gpus',
  title: 'GPUs with faults',
  question: 'How many GPUs have a hardware fault?',
  reading:
    'A GPU counts once for each kind of fault it has: a row remap that failed (replace it), memory errors that could not be corrected (drain and reset), XID errors. Does hardware fail? says which GPU has which.',
  absence: absentCounter,
  now: sum(
    lines({
      'remap failed': sum(isAbove(highest(value(gpu.rowRemapFailure), device), 0)),
      'double-bit': sum(isAbove(highest(increase(gpu.eccDoubleBitVolatile), device), 0)),
      XID: sum(isAbove(highest(value(gpu.xidErrors), device), 0)),
    })
  ),
  unit: 'short',
  decimals: 0,
  thresholds: thresholds(verdict.good, [1, verdict.bad]),
});

export const activity = timeseries({
  id: 'gpu-activity',
  title: 'GPU activity',
  question: 'Do the GPUs work, or do they only look busy?',
  reading:
    'Medians over the GPUs. "a kernel ran" (what nvidia-smi shows) says nothing about work. SM activity is the honest figure; tensor cores follow prefill, memory bandwidth follows decode. Kernels at 100 % and SM low: too small batches, or waiting for the network.',
  absence: absentDcgm,
  series: [
    series(
      lines({
        'a kernel ran': scale(median(value(gpu.utilization)), 0.01),
        'engine active': median(value(gpu.engineActive)),
        'SM active': median(value(gpu.smActive)),
        'tensor cores': median(value(gpu.tensorActive)),
        'memory bandwidth': median(value(gpu.dramActive)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});
