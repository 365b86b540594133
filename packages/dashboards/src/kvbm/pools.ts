import { lines, per, rate, share, sum, value, zeroWhere } from '@dynamo-observability/query';
import { kvbm } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { colours } from '../visual/colours.ts';
import { series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const byPool = { by: ['pool'] } as const;

/** Pools are named for their tier. */
const tierColours: PanelFieldConfig['overrides'] = (
  [
    ['G1', colours.tier.device],
    ['G2', colours.tier.host],
    ['G3', colours.tier.disk],
    ['G4', colours.tier.object],
  ] as const
).map(([pool, color]) => ({
  matcher: { id: 'byRegexp', options: `/^${pool}\\b/` },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
}));

const thin = (name: string): PanelFieldConfig['overrides'][number] => ({
  matcher: { id: 'byRegexp', options: `/ ${name}$/` },
  properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } }],
});

const poolChart = (
  statement: Omit<Statement, 'absence'> & {
    readonly max?: number;
    readonly decimals?: number;
    readonly stacked?: boolean;
  }
) =>
  timeseries({
    ...statement,
    absence: 'No pool of KVBM v2 has reported this in this time range.',
    colourByName: true,
    overrides: [...tierColours, ...(statement.overrides ?? [])],
  });

const matchRate = share(sum(rate(kvbm.matchBlocksReturned), byPool), sum(rate(kvbm.matchHashesRequested), byPool));
const scanRate = share(sum(rate(kvbm.scanBlocksReturned), byPool), sum(rate(kvbm.scanHashesRequested), byPool));

export const poolMatchRate = poolChart({
  id: 'kvbm-pool-match-rate',
  title: 'Match rate by pool',
  question: 'What share of the blocks that requests look for does each pool have?',
  reading:
    'Blocks found over hashes looked for, by prefix; dashed by scanning. Comparable over time only at the same workload: a fall is eviction, a cold start, or new prompts.',
  series: [series(matchRate, '{{pool}}'), series(scanRate, '{{pool}} scan')],
  unit: 'percentunit',
  max: 1,
  interval: '1m',
  overrides: [thin('scan')],
});

export const poolAllocations = poolChart({
  id: 'kvbm-pool-allocations',
  title: 'Allocated and evicted',
  question: 'Are blocks handed out by dropping cached ones?',
  reading:
    'Allocations, and dashed the blocks whose content was dropped to make room. Evictions as high as allocations: the pool is full, and every new block costs an old one.',
  series: [
    series(sum(rate(kvbm.allocations), byPool), '{{pool}}'),
    series(zeroWhere(sum(rate(kvbm.evictions), byPool), sum(rate(kvbm.allocations), byPool)), '{{pool}} evicted'),
  ],
  unit: 'count:blocks/s',
  overrides: [thin('evicted')],
});

export const poolFromEmpty = poolChart({
  id: 'kvbm-pool-from-empty',
  title: 'Allocated from empty',
  question: 'Does each pool still have blocks that hold nothing?',
  reading: 'Share of allocations served from empty blocks. At 0 the pool has been full for as long as shown.',
  series: [
    series(share(sum(rate(kvbm.allocationsFromReset), byPool), sum(rate(kvbm.allocations), byPool)), '{{pool}}'),
  ],
  unit: 'percentunit',
  max: 1,
  interval: '1m',
});

export const poolInFlight = poolChart({
  id: 'kvbm-pool-in-flight',
  title: 'Blocks in flight',
  question: 'How many blocks do requests hold in each pool?',
  reading:
    'Complete blocks that requests hold; dashed, blocks being written. A level that never falls when traffic ends is a leak.',
  series: [
    series(sum(value(kvbm.inflightImmutable), byPool), '{{pool}}'),
    series(sum(value(kvbm.inflightMutable), byPool), '{{pool}} written'),
  ],
  unit: 'short',
  overrides: [thin('written')],
});

export const poolFree = poolChart({
  id: 'kvbm-pool-free',
  title: 'Blocks to be had',
  question: 'How many blocks can be handed out, and how many of them are cache?',
  reading:
    'Cached blocks that no request holds and that may be evicted; dashed, empty ones. Both near 0: allocations fail soon.',
  series: [
    series(sum(value(kvbm.inactivePoolSize), byPool), '{{pool}}'),
    series(sum(value(kvbm.resetPoolSize), byPool), '{{pool}} empty'),
  ],
  unit: 'short',
  overrides: [thin('empty')],
});

export const poolRegistrations = poolChart({
  id: 'kvbm-pool-registrations',
  title: 'Blocks registered',
  question: 'How many blocks become findable by their content?',
  reading:
    'Registrations by pool; dashed, blocks completed and staged for it. Staged above registered for long: blocks pile up unregistered.',
  series: [
    series(sum(rate(kvbm.registrations), byPool), '{{pool}}'),
    series(sum(rate(kvbm.stagings), byPool), '{{pool}} staged'),
  ],
  unit: 'count:blocks/s',
  overrides: [thin('staged')],
});

const registered = sum(rate(kvbm.registrations), byPool);

export const poolDuplicates = poolChart({
  id: 'kvbm-pool-duplicates',
  title: 'Duplicate blocks',
  question: 'How much of the work is done twice?',
  reading:
    'Per registration: blocks with content that another block has, and dashed, registrations answered by a block that existed. High: requests with one prefix run at the same time on it.',
  series: [
    series(per(sum(rate(kvbm.duplicateBlocks), byPool), registered), '{{pool}}'),
    series(per(sum(rate(kvbm.registrationDedups), byPool), registered), '{{pool}} answered'),
  ],
  unit: 'percentunit',
  interval: '1m',
  overrides: [thin('answered')],
});

export const poolOddities = timeseries({
  id: 'kvbm-pool-oddities',
  title: 'Pool oddities',
  question: 'Do pools undo allocations or release what is not held?',
  reading:
    'Undone allocations mean that a pool could not give all blocks of a request: it is too small. Releases that changed nothing are harmless in small numbers. Early retirement puts blocks into the cache ahead of time.',
  absence: 'No pool of KVBM v2 has reported this in this time range.',
  series: [
    series(
      lines({
        'allocations undone': sum(rate(kvbm.allocateAtomicRollbacks)),
        'primary released in vain': sum(rate(kvbm.releasePrimaryNoops)),
        'duplicate released in vain': sum(rate(kvbm.releaseDuplicateNoops)),
        'retired early': sum(rate(kvbm.eagerPrimaryToInactive)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'eps',
  overrides: [
    {
      matcher: { id: 'byName', options: 'allocations undone' },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: colours.fault } }],
    },
  ],
});
