import { highest, lines, scale, sum, value } from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { absentDcgm } from './gpu-chart.ts';

export const memoryParts = timeseries({
  id: 'gpu-memory-parts',
  title: 'Memory of all',
  question: 'What becomes of the memory of all GPUs?',
  reading:
    'Stacked up to all memory there is. "reserved" is kept by the driver. A step down of "used" is a worker that ended; free memory that stays is memory that no KV cache uses.',
  absence: absentDcgm,
  series: [
    series(
      lines({
        used: sum(value(gpu.memoryUsed)),
        reserved: sum(value(gpu.memoryReserved)),
        free: sum(value(gpu.memoryFree)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'mbytes',
  stacked: true,
  shortLegend: true,
});

export const fixedFunction = timeseries({
  id: 'gpu-fixed-function',
  title: 'Copy and video engines',
  question: 'Are the engines beside the multiprocessors busy?',
  reading:
    'Share of time of the busiest GPU. "memory copies" follows memory traffic. Encoder and decoder are used by multimodal models with video only; at 100 % they are the bottleneck of those.',
  absence: absentDcgm,
  series: [
    series(
      lines({
        'memory copies': scale(highest(value(gpu.memoryCopyUtilization)), 0.01),
        'video encoder': scale(highest(value(gpu.encoderUtilization)), 0.01),
        'video decoder': scale(highest(value(gpu.decoderUtilization)), 0.01),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});
