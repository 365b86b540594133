import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { figures, halves, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as directions from './directions.ts';
import * as payoff from './payoff.ts';
import * as pools from './pools.ts';
import * as trouble from './trouble.ts';
import * as workers from './workers.ts';

const rows: readonly Row[] = [
  {
    id: 'kvbm-payoff',
    title: 'Does offloading pay?',
    collapsed: false,
    panels: [
      ...figures(
        payoff.hostHitRate,
        payoff.diskHitRate,
        payoff.matchedTokens,
        payoff.promptShare,
        payoff.reuse,
        payoff.objectFailureRate
      ),
      ...line(8, 11)(payoff.hitRateByTier, payoff.blockMoves, payoff.matchedAgainstPrompts),
    ],
  },
  {
    id: 'kvbm-directions',
    title: 'Which way do blocks move?',
    collapsed: false,
    panels: halves(
      directions.offloadByDirection,
      directions.onboardByDirection,
      directions.reuseByTier,
      directions.blocksPerMatch
    ),
  },
  {
    id: 'kvbm-trouble',
    title: 'Is a tier in trouble?',
    collapsed: false,
    panels: thirds(trouble.offloadUnderPressure, trouble.diskStall, trouble.objectFailures),
  },
  {
    id: 'kvbm-workers',
    title: 'Which worker?',
    collapsed: false,
    panels: [...line(24, 8)(workers.roster), ...line(12, 8)(workers.offloadedPerWorker, workers.onboardedPerWorker)],
  },
  {
    id: 'kvbm-pools',
    title: 'Block pools (KVBM v2)',
    collapsed: true,
    panels: [
      ...line(12, 8)(pools.poolMatchRate, pools.poolAllocations),
      ...thirds(
        pools.poolInFlight,
        pools.poolFree,
        pools.poolFromEmpty,
        pools.poolRegistrations,
        pools.poolDuplicates,
        pools.poolOddities
      ),
    ],
  },
];

/** KV blocks below the GPU: whether offloading them pays, which way they move, and on which worker. */
export const kvbmDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-kvbm',
  title: 'KVBM',
  description:
    'The KV block manager of NVIDIA Dynamo: hit rates by tier, moves between GPU, host, disk and object store, and reuse.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const kvbm = kvbmDashboard();
