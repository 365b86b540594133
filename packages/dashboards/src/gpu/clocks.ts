import { bit, highest, lines, lowest, median, per, scale, sum, value } from '@dynamo-observability/query';
import { gpu, powerAgent } from '@dynamo-observability/signals';

import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { absentCounter, absentDcgm, eachGpu, gpuChart } from './gpu-chart.ts';
import { megahertz, throttled, watts } from './physics.ts';

export const powerCap = timeseries({
  id: 'power-cap',
  title: 'Power against cap',
  question: 'How close do the GPUs come to the limits that the power agent sets?',
  reading:
    'The highest draw near the lowest cap with falling clocks is a GPU that is power capped: raise its cap, or move load. Far below: the cap costs nothing.',
  absence: 'No power agent sets limits here, and DCGM has no values.',
  series: [
    series(
      lines({
        'highest cap': highest(value(powerAgent.appliedLimit)),
        'lowest cap': lowest(value(powerAgent.appliedLimit)),
        'highest draw': highest(watts),
        'median draw': median(watts),
      }),
      '{{line}}'
    ),
  ],
  unit: 'watt',
  overrides: [
    dashed('highest cap', 'red'),
    dashed('lowest cap', 'orange'),
    coloured('highest draw', 'dark-blue'),
    coloured('median draw', 'light-blue'),
  ],
  shortLegend: true,
});

export const smClocks = timeseries({
  id: 'gpu-clocks',
  title: 'GPU clocks',
  question: 'Do all GPUs run at the same clock?',
  reading:
    'SM clock of the fastest, the middle and the slowest GPU, and the memory clock. Together and below the usual: the power cap. The slowest apart: heat or a fault on that GPU. Idle GPUs clock down, so read it under load.',
  absence: absentDcgm,
  series: [
    series(
      lines({
        fastest: scale(highest(value(gpu.smClock)), megahertz),
        median: scale(median(value(gpu.smClock)), megahertz),
        slowest: scale(lowest(value(gpu.smClock)), megahertz),
        memory: scale(median(value(gpu.memoryClock)), megahertz),
      }),
      '{{line}}'
    ),
  ],
  unit: 'hertz',
  overrides: [coloured('slowest', 'red'), coloured('median', 'green'), dashed('memory', 'purple')],
  shortLegend: true,
});

export const slowestClock = gpuChart({
  id: 'slowest-clock',
  title: 'Slowest clock',
  question: 'Is one GPU clocked below its peers?',
  reading:
    'SM clock of the slowest GPU over the median of its kind. 1 is alike. Below 95 % under load for minutes, that GPU slows its whole worker: see Why clocks drop.',
  series: [
    series(
      per(lowest(value(gpu.smClock), { by: ['modelName'] }), median(value(gpu.smClock), { by: ['modelName'] })),
      '{{modelName}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  limit: 0.95,
});

export const throttleReasons = timeseries({
  id: 'throttle-reasons',
  title: 'Slowed by reason',
  question: 'Which limit slows the worst GPU down?',
  reading:
    'Share of time, for each reason of the GPU that suffers most from it. Power: the cap. Heat and reliability are faults. Board limit: the power supply of the board. Sync boost: it waits for the slowest of its group. Values far above 100 % come from old drivers that count in µs.',
  absence: absentCounter,
  series: [
    series(
      lines({
        power: highest(throttled(gpu.powerViolation)),
        heat: highest(throttled(gpu.thermalViolation)),
        'board limit': highest(throttled(gpu.boardLimitViolation)),
        reliability: highest(throttled(gpu.reliabilityViolation)),
        'sync boost': highest(throttled(gpu.syncBoostViolation)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  shortLegend: true,
});

/** Bits of NVML's clocks event reasons. Bit 0 is "idle", bit 1 a setting of clocks by hand. */
const reason = (place: number) => sum(bit(highest(value(gpu.clockEventReasons), eachGpu), place));

export const clockReasons = timeseries({
  id: 'clock-reasons',
  title: 'Why clocks drop',
  question: 'How many GPUs are held back now, and by what?',
  reading:
    'Number of GPUs by reason, as the driver says. "power cap" is set by software and often wished for. "hardware" and "power brake" come from the board or the rack: a fault, or a supply at its limit. A GPU may have several.',
  absence: absentCounter,
  series: [
    series(
      lines({
        'power cap': reason(2),
        'sync boost': reason(4),
        'heat, by driver': reason(5),
        'heat, by hardware': reason(6),
        'power brake': reason(7),
        hardware: reason(3),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  decimals: 0,
  shortLegend: true,
});

export const clockEvents = gpuChart({
  id: 'clock-events',
  title: 'Clock events',
  question: 'How often do clocks drop, and why?',
  reading:
    'Events in the window of the exporter (minutes), by reason, over all GPUs. It counts short drops that a sample misses. Rising with load and "power": the cap; "thermal" at any time: cooling.',
  absence: absentCounter,
  series: [series(sum(value(gpu.clockEvents), { by: ['clock_event'] }), '{{clock_event}}')],
  unit: 'short',
  stacked: true,
});
