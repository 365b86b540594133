import { highest, lines, scale, sum, top, value } from '@dynamo-observability/query';
import { resourceMonitor } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';

/** Dynamo's own script that watches one machine, for development. */
const hostChart = (chart: Omit<Chart, 'absence'>) =>
  timeseries({
    ...chart,
    absence: 'The script that watches a development machine does not run here.',
    colourByName: true,
    shortLegend: true,
  });

export const hostGpu = hostChart({
  id: 'host-gpu',
  title: 'Host GPU use',
  question: 'How busy are the GPUs of the development machine?',
  reading: 'Share of time in which a kernel ran, by GPU. It is not work done: see GPU activity where DCGM runs.',
  series: [series(scale(highest(value(resourceMonitor.gpuUtilization), { by: ['gpu'] }), 0.01), 'GPU {{gpu}}')],
  unit: 'percentunit',
  max: 1,
});

export const hostGpuMemory = hostChart({
  id: 'host-gpu-memory',
  title: 'Host GPU memory',
  question: 'Which process holds the GPU memory of the development machine?',
  reading:
    'The eight largest processes, and all there is. A process that was stopped and is still listed holds memory: end it.',
  series: [
    series(
      top(8, sum(value(resourceMonitor.gpuMemoryUsed), { by: ['gpu', 'process_name'] })),
      '{{process_name}} on GPU {{gpu}}'
    ),
    series(sum(value(resourceMonitor.gpuMemoryTotal)), 'all there is'),
  ],
  unit: 'gbytes',
});

export const hostGpuTemperature = hostChart({
  id: 'host-gpu-temperature',
  title: 'Host GPU temperature',
  question: 'Is a GPU of the development machine too hot?',
  reading: 'Above 85 °C clocks fall, and measurements are worth little. Wait, or improve the cooling.',
  series: [series(highest(value(resourceMonitor.gpuTemperature), { by: ['gpu'] }), 'GPU {{gpu}}')],
  unit: 'celsius',
  limit: 85,
});

export const hostPcie = hostChart({
  id: 'host-pcie',
  title: 'Host PCIe',
  question: 'How much do GPUs and host exchange on the development machine?',
  reading: 'Gigabytes per second, although the names read like gigabits. KV offloading goes this way.',
  series: [
    series(
      lines({
        sent: scale(sum(value(resourceMonitor.gpuPcieTx)), 1e9),
        received: scale(sum(value(resourceMonitor.gpuPcieRx)), 1e9),
      }),
      '{{line}}'
    ),
  ],
  unit: 'Bps',
});

export const hostCpu = hostChart({
  id: 'host-cpu',
  title: 'Host CPU',
  question: 'Which process uses the CPUs of the development machine?',
  reading:
    'The whole machine as a share, and the eight busiest processes, of one core each. A frontend at 100 % of a core is the limit of its tokenizer.',
  series: [
    series(scale(highest(value(resourceMonitor.cpuUtilization)), 0.01), 'machine'),
    series(
      top(8, scale(highest(value(resourceMonitor.cpuProcess), { by: ['process_name'] }), 0.01)),
      '{{process_name}}'
    ),
  ],
  unit: 'percentunit',
});

export const hostTraffic = hostChart({
  id: 'host-traffic',
  title: 'Host network and disk',
  question: 'How much does the development machine move over network and disk?',
  reading:
    'Megabytes per second, although the names read like megabits. Disk reads while a model loads are usual; later they are swapping or a disk tier of KV.',
  series: [
    series(
      lines({
        'network sent': scale(sum(value(resourceMonitor.networkSent)), 1e6),
        'network received': scale(sum(value(resourceMonitor.networkReceived)), 1e6),
        'disk read': scale(sum(value(resourceMonitor.diskRead)), 1e6),
        'disk written': scale(sum(value(resourceMonitor.diskWritten)), 1e6),
      }),
      '{{line}}'
    ),
  ],
  unit: 'Bps',
});
