import { highest, lines, mean, rate, regardlessOf, sum } from '@dynamo-observability/query';
import { frontend, kvbm } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { kvUse } from '../workers/engines.ts';
import { offload, onboard } from './flow.ts';

/** A second axis on the right, for what has another unit. */
const onTheRight = (name: string, unit: string, max?: number): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byName', options: name },
  properties: [
    { id: 'unit', value: unit },
    { id: 'custom.axisPlacement', value: 'right' },
    ...(max === undefined ? [] : [{ id: 'max', value: max }]),
  ],
});

export const objectFailures = timeseries({
  id: 'kvbm-object-failures',
  title: 'Object store failures',
  question: 'When did the object store fail, in reading or in writing?',
  reading:
    'Blocks per second. A failed read is a prefill done again, a failed write a block lost for later. The versions that were read never count any: 0 is no proof.',
  absence: 'No block manager counts object store failures.',
  series: [
    series(lines({ read: sum(rate(kvbm.objectReadFailures)), write: sum(rate(kvbm.objectWriteFailures)) }), '{{line}}'),
  ],
  unit: 'count:blocks/s',
  overrides: [coloured('read', colours.fault), dashed('write', colours.fault)],
});

const meanTtft = regardlessOf(mean(frontend.timeToFirstToken), ['model']);

export const diskStall = timeseries({
  id: 'kvbm-disk-stall',
  title: 'Disk against TTFT',
  question: 'Does a slow disk hold up first tokens?',
  reading:
    'Blocks per second from disk to GPU, and on the right the mean TTFT of all models. TTFT up while blocks from disk fall is a stalled disk: look at its latency and queue.',
  absence: 'Neither blocks from disk nor first tokens in this time range.',
  series: [series(onboard.diskToDevice, 'disk → GPU'), series(meanTtft, 'mean TTFT')],
  unit: 'count:blocks/s',
  interval: '30s',
  overrides: [
    coloured('disk → GPU', colours.tier.disk),
    dashed('mean TTFT', colours.mean),
    onTheRight('mean TTFT', 's'),
  ],
});

/** The choice of a worker is that of its KVBM target here, so the engine's own figure is that of all workers. */
const fullestGpu = highest(regardlessOf(kvUse, ['model', 'model_name', 'worker_type', 'dynamo_component', 'instance']));

export const offloadUnderPressure = timeseries({
  id: 'kvbm-pressure',
  title: 'Offload under pressure',
  question: 'Are blocks offloaded when the KV cache on the GPU is full?',
  reading:
    'Blocks per second from GPU to host, and on the right the fullest KV cache of the deployment. Above 95 % with a flat offload, blocks are dropped instead of offloaded; ' +
    'nothing counts those. Look for "offload" in the logs of the worker.',
  absence: 'Neither offloads nor KV cache use in this time range.',
  series: [series(offload.deviceToHost, 'GPU → host'), series(fullestGpu, 'fullest GPU cache')],
  unit: 'count:blocks/s',
  overrides: [
    coloured('GPU → host', colours.tier.host),
    dashed('fullest GPU cache', colours.tier.device),
    onTheRight('fullest GPU cache', 'percentunit', 1),
  ],
});
