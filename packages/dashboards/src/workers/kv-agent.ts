import { lowest, observedSum, rate, sum, value } from '@dynamo-observability/query';
import { trtllm, worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { topEight, workerChart } from './worker-chart.ts';

export const agentSlots = timeseries({
  id: 'kv-agent-slots',
  title: 'KV agent slots',
  question: 'Has the KV state agent slots left?',
  reading:
    'By state over all workers; "total" is all of them. "failed" slots are lost until a restart. Refusals are on the right: they mean that the slots are used up.',
  absence: 'No KV state agent runs here.',
  series: [
    series(sum(value(worker.kvStateAgentSlots), { by: ['state'] }), '{{state}}'),
    series(sum(rate(worker.kvStateAgentCapacityRejected)), 'refused'),
  ],
  unit: 'short',
  shortLegend: true,
  overrides: [
    {
      matcher: { id: 'byName', options: 'refused' },
      properties: [
        { id: 'unit', value: 'ops' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});

export const eventBuffer = workerChart({
  id: 'trtllm-event-buffer',
  title: 'KV event drain',
  question: 'Is the buffer of KV events emptied fast enough?',
  reading:
    'TensorRT-LLM: events taken out per second, and the capacity of the buffer. A drain near the capacity per scrape overflows it, and events are lost: see Lost KV events.',
  absence: 'No TensorRT-LLM engine has published KV events in this time range.',
  series: [
    series(topEight(sum(observedSum(trtllm.kvEventDrainBatchSize), { by: ['instance'] })), '{{instance}}'),
    series(lowest(value(trtllm.kvEventBufferCapacity)), 'smallest buffer'),
  ],
  unit: 'eps',
  overrides: [
    {
      matcher: { id: 'byName', options: 'smallest buffer' },
      properties: [
        { id: 'unit', value: 'short' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});
