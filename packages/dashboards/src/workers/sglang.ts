import { count, highest, lines, mean, median, per, rate, sum, value } from '@dynamo-observability/query';
import { sglang } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

const absence = 'No SGLang engine has reported in this time range.';
const absentHost = 'No SGLang engine has a hierarchical cache.';
const byWorker = { by: ['instance'] } as const;

export const tokenPool = timeseries({
  id: 'sglang-token-pool',
  title: 'Token pool',
  question: 'What is the KV pool of SGLang filled with?',
  reading:
    'Tokens over all workers. "used" belongs to requests, "evictable" is cache that goes when room is needed, "free" is unused; together they are the pool. No evictable left: the cache is gone and hit rates fall.',
  absence,
  series: [
    series(
      lines({
        used: sum(value(sglang.kvUsedTokens)),
        evictable: sum(value(sglang.kvEvictableTokens)),
        free: sum(value(sglang.kvAvailableTokens)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'suffix: tokens',
  stacked: true,
  shortLegend: true,
});

export const poolShares = manyLines({
  id: 'sglang-pool-shares',
  title: 'Use by pool',
  question: 'Which of the pools of SGLang fills first?',
  reading:
    'Share in use, the fullest worker. Models with sliding windows or state-space layers have a pool for each; the first that is full stops new requests. "reserved" is what waiting hand-overs will need.',
  absence,
  series: [
    series(
      lines({
        all: highest(value(sglang.tokenUsage)),
        'full attention': highest(value(sglang.fullTokenUsage)),
        'sliding window': highest(value(sglang.swaTokenUsage)),
        'state space': highest(value(sglang.mambaUsage)),
        reserved: highest(value(sglang.pendingPreallocTokenUsage)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
});

export const poolSize = manyLines({
  id: 'sglang-pool-size',
  title: 'Pool size',
  question: 'How many tokens fit into the KV pool of each worker, and how many are held?',
  reading:
    'Workers of one role should have pools of one size; a smaller one shares its GPU. "held" counts tokens whose KV is kept, "sessions" those kept for streaming sessions.',
  absence,
  series: [
    series(topEight(sum(value(sglang.maxTotalTokens), byWorker)), '{{instance}}'),
    series(
      lines({
        held: sum(value(sglang.usedTokens)),
        sessions: sum(value(sglang.streamingSessionHeldTokens)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'suffix: tokens',
});

export const tokensByMode = timeseries({
  id: 'sglang-tokens-by-mode',
  title: 'Tokens by mode',
  question: 'What does SGLang spend its steps on?',
  reading:
    'Tokens per second as they are handled: prefill that is computed, prefill that the cache had, decode. Much computed prefill starves decode, and ITL rises.',
  absence,
  series: [series(sum(rate(sglang.realtimeTokens), { by: ['mode'] }), '{{mode}}')],
  unit: 'suffix: tok/s',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const schedulerUse = manyLines({
  id: 'sglang-scheduler',
  title: 'Scheduler',
  question: 'How does the scheduler of SGLang judge its load?',
  reading:
    'Medians over the workers. "utilisation" near 1 is a full scheduler. "reserved answer" is the share of the allowed answer for which it sets memory aside: it rises after retractions. "CUDA graphs" below 1: batches too large for the captured graphs, slower steps.',
  absence,
  series: [
    series(
      lines({
        utilisation: median(value(sglang.utilization)),
        'reserved answer': median(value(sglang.newTokenRatio)),
      }),
      '{{line}}'
    ),
    series(lines({ 'CUDA graphs': per(sum(value(sglang.cudaGraph)), count(value(sglang.cudaGraph))) }), '{{line}}'),
  ],
  unit: 'percentunit',
});

export const acceptRate = workerChart({
  id: 'sglang-accept-rate',
  title: 'Draft acceptance',
  question: 'What share of the draft tokens does the model accept?',
  reading:
    'SGLang, as the engine reports it, the middle rank. Low acceptance makes drafts cost more than they save: shorten them, or switch them off and compare ITL.',
  absence: 'No SGLang engine decodes speculatively in this time range.',
  series: [series(topEight(median(value(sglang.specAcceptRate), byWorker)), '{{instance}}')],
  unit: 'percentunit',
  max: 1,
});

export const ownThroughput = workerChart({
  id: 'sglang-throughput',
  title: 'SGLang throughput',
  question: 'How many tokens per second does SGLang believe to generate?',
  reading:
    'Its own gauge, over all ranks, from the last batches: it keeps its last value when the engine falls idle. Compare with Generated tokens before believing it.',
  absence,
  series: [series(topEight(sum(value(sglang.generationThroughput), byWorker)), '{{instance}}')],
  unit: 'suffix: tok/s',
});

export const hostCache = timeseries({
  id: 'sglang-host-cache',
  title: 'Host cache use',
  question: 'How full is the host tier of SGLang?',
  reading:
    'HiCache, share of the tokens that host memory can hold, all workers. It fills and stays full; that is its purpose. Far from full for hours: it is larger than the working set.',
  absence: absentHost,
  series: [series(per(sum(value(sglang.hostUsedTokens)), sum(value(sglang.hostTotalTokens))), 'host tier')],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});

export const hostMoves = timeseries({
  id: 'sglang-host-moves',
  title: 'Host cache moves',
  question: 'Does the host tier give back what it takes?',
  reading:
    'Tokens per second. "to host" are evictions from the GPU, "to GPU" come back in place of prefill. Much out and little back: a tier that only writes. "from storage" and "to storage" are the tier behind it.',
  absence: absentHost,
  series: [
    series(
      lines({
        'to host': sum(rate(sglang.evictedTokens)),
        'to GPU': sum(rate(sglang.loadBackTokens)),
        'from storage': sum(rate(sglang.prefetchedTokens)),
        'to storage': sum(rate(sglang.backedUpTokens)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'suffix: tok/s',
  shortLegend: true,
});

export const hostMoveTime = timeseries({
  id: 'sglang-host-move-time',
  title: 'Host move time',
  question: 'How long does a move between GPU and host take?',
  reading:
    'Means, exact. "to GPU" is part of TTFT for requests that hit the host tier: it must stay far below the prefill that it saves. Rising: PCIe is busy.',
  absence: absentHost,
  series: [
    series(lines({ 'to host': mean(sglang.evictionDuration), 'to GPU': mean(sglang.loadBackDuration) }), '{{line}}'),
  ],
  unit: 's',
  shortLegend: true,
});

export const loraSlots = timeseries({
  id: 'sglang-lora-slots',
  title: 'LoRA slots',
  question: 'Are there enough LoRA slots on the GPUs?',
  reading:
    'Share of the slots in use: of all workers, and of the fullest one. At 1 adapters push one another out, and requests wait for loading: raise max-loras-per-batch.',
  absence: 'No SGLang engine serves LoRA adapters in this time range.',
  series: [
    series(
      lines({
        'all workers': per(sum(value(sglang.loraPoolSlotsUsed)), sum(value(sglang.loraPoolSlotsTotal))),
        'fullest worker': highest(value(sglang.loraPoolUtilization)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  shortLegend: true,
});
