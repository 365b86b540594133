import {
  add,
  busiest,
  lines,
  mean,
  median,
  observedSum,
  or,
  per,
  rate,
  scale,
  sum,
  value,
  type Kind,
} from '@dynamo-observability/query';
import { nixl, sglang, trtllm } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { kvTransferTime } from './engines.ts';
import { manyLines, topEight, workerChart } from './worker-chart.ts';

const absentNixl =
  'No KV was moved by NIXL in this time range: it works in disaggregated serving and with multimodal inputs.';
const absentTransfer =
  'No engine has reported a KV transfer in this time range. vLLM leaves that to NIXL; aggregated workers move none.';

/** Gigabytes, not gibibytes, per second. */
const gigabyte = 1e9;
const megabyte = 1e6;
const microsecond = 1e-6;
const byWorker = { by: ['instance'] } as const;
const byAgent = { by: ['agent_name'] } as const;

export const transferTime = workerChart({
  id: 'kv-transfer-time',
  title: 'KV transfer time',
  question: 'How long does the KV of a prompt travel from prefill to decode?',
  reading:
    'TensorRT-LLM: mean of all transfers. SGLang: the last one, so single peaks mean little. It is part of TTFT and grows with the prompt; growing alone is the network, or TCP in place of RDMA.',
  absence: absentTransfer,
  series: [series(topEight(kvTransferTime), '{{instance}}')],
  unit: 's',
});

export const transferSpeed = workerChart({
  id: 'kv-transfer-speed',
  title: 'KV transfer speed',
  question: 'How fast does KV travel between workers?',
  reading:
    'Bytes per second of a transfer. Far below what the network card can do: TCP in place of RDMA. One slow worker: its network card or its NUMA node.',
  absence: absentTransfer,
  series: [
    series(
      topEight(
        or<never, Kind>(
          scale(mean(trtllm.kvTransferSpeed, byWorker), gigabyte),
          scale(median(value(sglang.kvTransferSpeed), byWorker), gigabyte)
        )
      ),
      '{{instance}}'
    ),
  ],
  unit: 'Bps',
});

export const transferVolume = workerChart({
  id: 'kv-transfer-volume',
  title: 'KV transfer volume',
  question: 'How much KV does each worker move?',
  reading:
    'TensorRT-LLM: bytes per second. NIXL shows the same for every engine below. It follows the prompt tokens of prefill; more than that is KV moved twice.',
  absence: absentTransfer,
  series: [series(topEight(sum(observedSum(trtllm.kvTransferBytes), byWorker)), '{{instance}}')],
  unit: 'Bps',
});

export const transferRate = workerChart({
  id: 'kv-transfers',
  title: 'KV transfers',
  question: 'Does each request that is prefilled elsewhere get its KV?',
  reading:
    'TensorRT-LLM: transfers that succeeded per second. Should equal the requests of decode; fewer means requests that fall back to prefill in place, or fail.',
  absence: absentTransfer,
  series: [series(topEight(sum(rate(trtllm.kvTransfers), byWorker)), '{{instance}}')],
  unit: 'ops',
});

export const transferSteps = manyLines({
  id: 'kv-transfer-steps',
  title: 'KV transfer steps',
  question: 'Which step makes a KV transfer slow?',
  reading:
    'SGLang, the last transfer of the middle worker. "bootstrap": finding one another. "memory": waiting for KV memory at the receiver, so decode is full. "all": the whole transfer.',
  absence: 'No SGLang engine serves disaggregated in this time range.',
  series: [
    series(
      lines({
        bootstrap: scale(median(value(sglang.kvTransferBootstrap)), 0.001),
        memory: scale(median(value(sglang.kvTransferAlloc)), 0.001),
        all: scale(median(value(sglang.kvTransferLatency)), 0.001),
      }),
      '{{line}}'
    ),
  ],
  unit: 's',
});

export const transferSize = workerChart({
  id: 'kv-transfer-size',
  title: 'KV transfer size',
  question: 'How large is one KV transfer?',
  reading:
    'TensorRT-LLM: mean. SGLang: the last one. It is the KV of a prompt without what the decode worker has cached. Larger at the same prompts: less cache at decode.',
  absence: absentTransfer,
  series: [
    series(
      topEight(
        or<never, Kind>(
          mean(trtllm.kvTransferBytes, byWorker),
          scale(median(value(sglang.kvTransferSize), byWorker), megabyte)
        )
      ),
      '{{instance}}'
    ),
  ],
  unit: 'decbytes',
});

export const nixlThroughput = timeseries({
  id: 'nixl-throughput',
  title: 'NIXL throughput',
  question: 'How much data does NIXL move?',
  reading:
    'Bytes per second over all agents, sent and received. What one side sends another receives, so lines apart mean agents that are not scraped. It follows prefill; flat at a ceiling is the network.',
  absence: absentNixl,
  series: [series(lines({ sent: sum(rate(nixl.txBytes)), received: sum(rate(nixl.rxBytes)) }), '{{line}}')],
  unit: 'Bps',
  shortLegend: true,
});

export const nixlPerAgent = manyLines({
  id: 'nixl-per-agent',
  title: 'NIXL by agent',
  question: 'Which agent moves the data?',
  reading:
    'Sent and received together, the eight that move most. Prefill workers send, decode workers receive; an agent at nothing while its peers work gets no hand-overs.',
  absence: absentNixl,
  series: [
    series(
      busiest(8, add(sum(rate(nixl.txBytes), byAgent), sum(rate(nixl.rxBytes), byAgent)), byAgent.by),
      '{{agent_name}}'
    ),
  ],
  unit: 'Bps',
});

export const nixlTransfers = timeseries({
  id: 'nixl-transfers',
  title: 'NIXL transfers',
  question: 'How many transfers does NIXL make?',
  reading:
    'Per second over all agents. Many small ones at the same throughput cost more than few large ones: see NIXL transfer size.',
  absence: absentNixl,
  series: [series(lines({ sent: sum(rate(nixl.txRequests)), received: sum(rate(nixl.rxRequests)) }), '{{line}}')],
  unit: 'ops',
  shortLegend: true,
});

export const nixlSize = timeseries({
  id: 'nixl-transfer-size',
  title: 'NIXL transfer size',
  question: 'How large is a NIXL transfer on average?',
  reading: 'Bytes over transfers. Falling at the same prompts: shorter uncached parts, or transfers that are cut up.',
  absence: absentNixl,
  series: [
    series(
      lines({
        sent: per(sum(rate(nixl.txBytes)), sum(rate(nixl.txRequests))),
        received: per(sum(rate(nixl.rxBytes)), sum(rate(nixl.rxRequests))),
      }),
      '{{line}}'
    ),
  ],
  unit: 'bytes',
  shortLegend: true,
});

const transferTimes = quantilesWithBands(nixl.transferDuration);

export const nixlTime = timeseries({
  id: 'nixl-transfer-time',
  title: 'NIXL transfer time',
  question: 'How long does a NIXL transfer take?',
  reading:
    'In microseconds. The bands are the buckets that hold the quantiles. It is part of TTFT. A rising p99 alone: one slow link. All rising: a full network, or TCP in place of RDMA.',
  absence: absentNixl,
  series: transferTimes.series,
  overrides: transferTimes.overrides,
  unit: 'µs',
  interval: '1m',
});

const postTimes = quantilesWithBands(nixl.postDuration);

export const nixlPostTime = timeseries({
  id: 'nixl-post-time',
  title: 'NIXL hand-over time',
  question: 'How long does NIXL take to hand a transfer to the network?',
  reading:
    'In microseconds, before the first byte moves. Small beside the transfer time is healthy; comparable to it means many small blocks or a busy CPU.',
  absence: absentNixl,
  series: postTimes.series,
  overrides: postTimes.overrides,
  unit: 'µs',
  interval: '1m',
});

export const nixlBusy = timeseries({
  id: 'nixl-busy',
  title: 'NIXL in flight',
  question: 'How many transfers are under way at once?',
  reading:
    'Seconds of transfer per second, which is the mean number under way, and the same for handing over. Rising at the same throughput means that transfers wait for one another.',
  absence: absentNixl,
  series: [
    series(
      lines({
        transferring: scale(sum(rate(nixl.transferTime)), microsecond),
        'handing over': scale(sum(rate(nixl.postTime)), microsecond),
      }),
      '{{line}}'
    ),
  ],
  unit: 'none',
  shortLegend: true,
});

export const nixlErrors = timeseries({
  id: 'nixl-errors',
  title: 'NIXL errors',
  question: 'Do NIXL transfers fail?',
  reading:
    'By status. Good is nothing at all. Errors after a worker died are its hand-overs; lasting ones are the network or memory that cannot be registered.',
  absence: 'NIXL has reported no error in this time range.',
  series: [series(sum(rate(nixl.errors), { by: ['status'] }), '{{status}}')],
  unit: 'ops',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const nixlMemory = timeseries({
  id: 'nixl-memory',
  title: 'NIXL memory',
  question: 'Is memory registered and released all the time?',
  reading:
    'Bytes per second. Engines register their KV pool once, at start: 0 afterwards is healthy. Lasting registration costs time in every transfer. "lost telemetry" counts events that NIXL itself could not tell.',
  absence: absentNixl,
  series: [
    series(
      lines({ registered: sum(rate(nixl.memoryRegistered)), released: sum(rate(nixl.memoryDeregistered)) }),
      '{{line}}'
    ),
    series(sum(rate(nixl.telemetryEventsDropped)), 'lost telemetry'),
  ],
  unit: 'Bps',
  overrides: [
    {
      matcher: { id: 'byName', options: 'lost telemetry' },
      properties: [
        { id: 'unit', value: 'eps' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
  shortLegend: true,
});
