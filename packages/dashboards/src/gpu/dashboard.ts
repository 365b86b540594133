import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { figures, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as clocks from './clocks.ts';
import * as host from './development-host.ts';
import * as each from './each-gpu.ts';
import * as energy from './energy.ts';
import * as faults from './faults.ts';
import * as gpu from './gpu.ts';
import * as headline from './headline.ts';
import * as links from './links.ts';
import * as memory from './memory.ts';

const rows: readonly Row[] = [
  {
    id: 'gpus-work',
    title: 'Do the GPUs work, and what does it cost?',
    collapsed: false,
    panels: [
      ...figures(
        headline.gpuCount,
        headline.tensorActivity,
        headline.totalPower,
        headline.hottest,
        headline.worstThrottled,
        headline.faulty
      ),
      ...line(8, 11)(headline.activity, gpu.gpuPower, gpu.energyPerToken),
    ],
  },
  {
    id: 'which-gpu',
    title: 'Which GPU is it?',
    collapsed: false,
    panels: [...line(24, 8)(each.gpuRoster), ...thirds(each.workPerGpu, each.tensorPerGpu, each.bandwidthPerGpu)],
  },
  {
    id: 'slowed-down',
    title: 'Is a GPU slowed down?',
    collapsed: false,
    panels: thirds(
      gpu.gpuThrottling,
      clocks.throttleReasons,
      clocks.clockReasons,
      clocks.smClocks,
      clocks.slowestClock,
      gpu.gpuTemperature
    ),
  },
  {
    id: 'gpu-faults',
    title: 'Does hardware fail?',
    collapsed: false,
    panels: [
      ...thirds(faults.xidErrors, faults.memoryErrors, faults.health),
      ...line(10, 8)(faults.xidTable),
      ...line(14, 8)(faults.memoryFaults),
    ],
  },
  {
    id: 'power-and-energy',
    title: 'Where does the power go?',
    collapsed: true,
    panels: [
      ...line(8, 8)(clocks.powerCap, energy.powerByKind, clocks.clockEvents),
      ...line(6, 8)(energy.energyUsed),
      ...line(18, 8)(energy.tokensPerJoule),
    ],
  },
  {
    id: 'gpu-memory-row',
    title: 'What holds the memory?',
    collapsed: true,
    panels: line(6, 8)(gpu.gpuMemory, memory.memoryParts, memory.fixedFunction, each.occupancy),
  },
  {
    id: 'gpu-links',
    title: 'Do NVLink and PCIe carry the load?',
    collapsed: true,
    panels: thirds(
      links.nvlink,
      links.nvlinkPerGpu,
      links.nvlinkErrors,
      links.nvlinkBalance,
      links.pcie,
      links.pcieReplays
    ),
  },
  {
    id: 'development-host',
    title: 'Development machine',
    collapsed: true,
    panels: thirds(
      host.hostGpu,
      host.hostGpuMemory,
      host.hostGpuTemperature,
      host.hostPcie,
      host.hostCpu,
      host.hostTraffic
    ),
  },
];

/** Whether the GPUs do useful work, which one is slow or failing, and what a token costs in energy. */
export const gpuDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-gpu',
  title: 'GPU',
  description:
    'NVIDIA GPUs as DCGM sees them: work, power, clocks, throttling, faults, memory, links and energy per token.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const gpuPage = gpuDashboard();
