/** Times inside an SGLang engine (dynamo-facts.md a.18). They leave out the frontend and the network. */
import { sglangScheduler, sglangTokenizer } from '../../label-sets.ts';
import { gauge, histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'mocker-native', flag: '--enable-metrics' } as const;
const mockerLabels = 'The mocker gives it none of the labels that Dynamo adds.';

export const timeToFirstToken = histogram('sglang:time_to_first_token_seconds', sglangTokenizer, {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the engine receiving a request to its first token.',
  appears: 'first-event',
  traps: ['The first bucket is 0.1 s.', mockerLabels],
  note: 'seen 1.6.1',
});

export const interTokenLatency = histogram('sglang:inter_token_latency_seconds', sglangTokenizer, {
  ...family,
  unit: 'seconds',
  meaning: 'Time between two tokens of a request.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const requestDuration = histogram('sglang:e2e_request_latency_seconds', sglangTokenizer, {
  ...family,
  unit: 'seconds',
  meaning: 'Time from the engine receiving a request to its end.',
  appears: 'first-event',
  traps: [mockerLabels],
  note: 'seen 1.6.1',
});

export const queueTime = histogram('sglang:queue_time_seconds', sglangScheduler, {
  ...family,
  unit: 'seconds',
  group: 'sglang',
  meaning: 'Time that a request waited to be scheduled.',
});

export const perStageLatency = histogram('sglang:per_stage_req_latency_seconds', [...sglangScheduler, 'stage'], {
  ...family,
  unit: 'seconds',
  group: 'sglang',
  meaning: 'Time of a request in one stage of the engine.',
});

export const engineStartupTime = gauge('sglang:engine_startup_time', sglangScheduler, {
  ...family,
  unit: 'seconds',
  group: 'sglang',
  meaning: 'Time it took to start the engine.',
});
