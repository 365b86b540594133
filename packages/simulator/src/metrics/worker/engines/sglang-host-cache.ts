import { sglang as families } from '@dynamo-observability/signals';

import type { BlockMove } from '../../../story/observer.ts';
import type { WorkerState } from '../../../story/worker.ts';
import type { Instruments } from '../../instruments.ts';

const moveTime = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Between GPU and host over PCIe; a token of KV is some 160 kB. */
const SECONDS_PER_TOKEN = 160e3 / 25e9;

interface RankOfScheduler {
  readonly tp_rank: string;
  readonly pp_rank: string;
  readonly moe_ep_rank: string;
  readonly dp_rank: string;
}

/** SGLang's hierarchical cache: host memory behind the GPU, and storage behind that. The first rank speaks for the worker. */
export class HierarchicalCache {
  private readonly host: RankOfScheduler & { readonly cache_type: string };

  constructor(
    private readonly to: Instruments,
    private readonly labels: RankOfScheduler,
    private readonly blockSize: number
  ) {
    this.host = { ...labels, cache_type: 'hiradix' };
    to.touch(families.evictedTokens, this.host);
    to.touch(families.loadBackTokens, this.host);
    to.touch(families.prefetchedTokens, labels);
    to.touch(families.backedUpTokens, labels);
    to.touchHistogram(families.evictionDuration, this.host, moveTime);
    to.touchHistogram(families.loadBackDuration, this.host, moveTime);
  }

  moved(move: BlockMove, blocks: number): void {
    const tokens = blocks * this.blockSize;
    switch (move) {
      case 'device-to-host':
        this.to.add(families.evictedTokens, this.host, tokens);
        this.to.observe(families.evictionDuration, this.host, tokens * SECONDS_PER_TOKEN, moveTime);
        break;
      case 'host-to-device':
        this.to.add(families.loadBackTokens, this.host, tokens);
        this.to.observe(families.loadBackDuration, this.host, tokens * SECONDS_PER_TOKEN, moveTime);
        break;
      case 'disk-to-device':
      case 'object-to-device':
        this.to.add(families.prefetchedTokens, this.labels, tokens);
        break;
      case 'host-to-disk':
      case 'device-to-disk':
      case 'device-to-object':
        this.to.add(families.backedUpTokens, this.labels, tokens);
        break;
    }
  }

  refresh({ tiers }: WorkerState): void {
    if (tiers !== undefined) {
      this.to.set(families.hostUsedTokens, this.labels, tiers.host.usedBlocks * this.blockSize);
      this.to.set(families.hostTotalTokens, this.labels, tiers.host.capacityBlocks * this.blockSize);
    }
  }
}
