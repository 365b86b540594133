import { highest, lines, lowest, median, per, rate, sum, value } from '@dynamo-observability/query';
import { gpu } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { absentCounter, eachGpu, eightGpus, gpuChart, gpuLegend } from './gpu-chart.ts';

/** These are gauges that are rates already (metric-science.md M17). */
export const nvlink = timeseries({
  id: 'nvlink-traffic',
  title: 'NVLink traffic',
  question: 'How much do the GPUs exchange over NVLink?',
  reading:
    'Bytes per second over all GPUs. Tensor and expert parallelism live on it; it rises with tokens. Sent and received differ only by what crosses nodes. Falling at the same load: GPUs wait.',
  absence: absentCounter,
  series: [series(lines({ sent: sum(value(gpu.nvlinkTx)), received: sum(value(gpu.nvlinkRx)) }), '{{line}}')],
  unit: 'Bps',
  shortLegend: true,
});

export const nvlinkPerGpu = gpuChart({
  id: 'nvlink-per-gpu',
  title: 'NVLink per GPU',
  question: 'Which GPU sends most over NVLink?',
  reading:
    'GPUs of one worker send alike. One far below its peers has a link that is down or slow, and all wait for it.',
  absence: absentCounter,
  series: [series(eightGpus(sum(value(gpu.nvlinkTx), eachGpu)), gpuLegend)],
  unit: 'Bps',
});

const traffic = sum(rate(gpu.nvlinkBandwidth), eachGpu);

export const nvlinkBalance = timeseries({
  id: 'nvlink-balance',
  title: 'NVLink balance',
  question: 'Do all GPUs use NVLink alike?',
  reading:
    'Traffic of the least and of the most busy GPU over the median one, from the counter that is on by default (its unit depends on the driver, so it is shown as a ratio). 1 is alike; apart within one worker: check the links of the odd GPU.',
  absence: 'These GPUs have no NVLink, or DCGM has no values.',
  series: [
    series(
      lines({
        'least busy': per(lowest(traffic), median(traffic)),
        'most busy': per(highest(traffic), median(traffic)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'none',
  shortLegend: true,
});

export const nvlinkErrors = timeseries({
  id: 'nvlink-errors',
  title: 'NVLink errors',
  question: 'Do NVLinks decay?',
  reading:
    'Per second over all GPUs. Good is 0. Replays and checksum errors that last slow collectives down, and ITL; a recovery is a link that was lost for a moment. Reseat, or replace the GPU or the switch.',
  absence: absentCounter,
  series: [
    series(
      lines({
        'checksum, flow': sum(rate(gpu.nvlinkCrcFlitErrors)),
        'checksum, data': sum(rate(gpu.nvlinkCrcDataErrors)),
        replay: sum(rate(gpu.nvlinkReplayErrors)),
        recovery: sum(rate(gpu.nvlinkRecoveryErrors)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
  shortLegend: true,
});

export const pcie = timeseries({
  id: 'pcie-traffic',
  title: 'PCIe traffic',
  question: 'How much do the GPUs exchange with their hosts?',
  reading:
    'Bytes per second over all GPUs. KV that is offloaded to host memory and onboarded again goes this way, and KV over the network too. Near the limit of the slots: offloading costs ITL.',
  absence: absentCounter,
  series: [series(lines({ sent: sum(value(gpu.pcieTx)), received: sum(value(gpu.pcieRx)) }), '{{line}}')],
  unit: 'Bps',
  shortLegend: true,
});

export const pcieReplays = gpuChart({
  id: 'pcie-replays',
  title: 'PCIe replays',
  question: 'Is a PCIe link faulty?',
  reading:
    'Repeated transfers per second, by GPU. Good is 0. A few at boot mean nothing; lasting ones are a riser, a slot or a GPU to be reseated.',
  series: [series(eightGpus(sum(rate(gpu.pcieReplays), eachGpu)), gpuLegend)],
  unit: 'cps',
});
