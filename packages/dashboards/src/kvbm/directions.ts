import { add, lines, per, scale } from '@dynamo-observability/query';

import { colours } from '../visual/colours.ts';
import { coloured, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { matched, offload, offloaded, onboard, onboarded, toDisk } from './flow.ts';

const { tier } = colours;
const nothingMoved = 'No block was moved that way in this time range.';

export const offloadByDirection = timeseries({
  id: 'kvbm-offload',
  title: 'Offload by direction',
  question: 'Where do blocks go when they leave the GPU or host memory?',
  reading:
    'GPU to host is the usual way. Host to disk grows when host memory is full. GPU to disk passes host memory by. The colour is that of the tier that receives.',
  absence: nothingMoved,
  series: [
    series(
      lines({
        'GPU → host': offload.deviceToHost,
        'host → disk': offload.hostToDisk,
        'GPU → disk': offload.deviceToDisk,
        'GPU → object store': offload.deviceToObject,
      }),
      '{{line}}'
    ),
  ],
  unit: 'count:blocks/s',
  overrides: [
    coloured('GPU → host', tier.host),
    coloured('host → disk', tier.disk),
    {
      matcher: { id: 'byName', options: 'GPU → disk' },
      properties: [
        { id: 'color', value: { mode: 'fixed', fixedColor: tier.disk } },
        { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
      ],
    },
    coloured('GPU → object store', tier.object),
  ],
});

export const onboardByDirection = timeseries({
  id: 'kvbm-onboard',
  title: 'Onboard by direction',
  question: 'From which tier do blocks come back to the GPU?',
  reading:
    'Host memory is fast; disk and object store add to TTFT. Much from disk: host memory is too small for what is asked again. The colour is that of the tier that gives.',
  absence: nothingMoved,
  series: [
    series(
      lines({
        'host → GPU': onboard.hostToDevice,
        'disk → GPU': onboard.diskToDevice,
        'object store → GPU': onboard.objectToDevice,
      }),
      '{{line}}'
    ),
  ],
  unit: 'count:blocks/s',
  stacked: true,
  overrides: [
    coloured('host → GPU', tier.host),
    coloured('disk → GPU', tier.disk),
    coloured('object store → GPU', tier.object),
  ],
});

export const reuseByTier = timeseries({
  id: 'kvbm-reuse',
  title: 'Reuse by tier',
  question: 'Does each tier give back what is written to it?',
  reading:
    'Blocks brought back from a tier over blocks written to it. Far below 0.1 the tier is written and hardly read: it costs bandwidth and earns nothing. ' +
    'A tier can give a block more than once, so 1 is no limit.',
  absence: 'Nothing was written to a tier in this time range.',
  series: [
    series(
      lines({
        host: per(onboard.hostToDevice, offload.deviceToHost),
        disk: per(onboard.diskToDevice, toDisk),
        object: per(onboard.objectToDevice, offload.deviceToObject),
      }),
      '{{line}}'
    ),
  ],
  unit: 'none',
  decimals: 2,
  interval: '1m',
  overrides: [coloured('host', tier.host), coloured('disk', tier.disk), coloured('object', tier.object)],
});

/** So that the figure is readable: one block often holds 16 to 64 tokens. */
const perThousand = 1000;

export const blocksPerMatch = timeseries({
  id: 'kvbm-thrash',
  title: 'Blocks per match',
  question: 'How many blocks are moved for a thousand tokens that are found again?',
  reading:
    'The price of a hit. Rising at the same workload is thrash: blocks travel and are evicted before they are asked for. Larger host memory, or a router that keeps prefixes together, brings it down.',
  absence: 'No tokens were matched in this time range.',
  series: [series(scale(per(add(offloaded, onboarded), matched), perThousand), 'blocks per 1000 tokens')],
  unit: 'none',
  decimals: 1,
  interval: '1m',
});
