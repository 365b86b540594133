/** Requests inside an SGLang engine (dynamo-facts.md a.18). */
import { sglangScheduler, sglangTokenizer } from '../../label-sets.ts';
import { counter, gauge, histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'sglang', flag: '--enable-metrics' } as const;
const disaggregated = 'Disaggregated serving.';

export const running = gauge('sglang:num_running_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests in the running batch.',
  appears: 'first-event',
  traps: ['The mocker gives it none of the labels that Dynamo adds, and no dp_rank.'],
  note: 'seen 1.6.1',
});

export const queued = gauge('sglang:num_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests that wait to be scheduled.',
  appears: 'first-event',
  traps: ['The mocker gives it none of the labels that Dynamo adds, and no dp_rank.'],
  note: 'seen 1.6.1',
});

export const grammarQueued = gauge('sglang:num_grammar_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests that wait for their grammar to be compiled.',
});

export const paused = gauge('sglang:num_paused_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests paused while weights are exchanged.',
});

export const retracted = gauge('sglang:num_retracted_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests put back into the queue because KV memory ran out.',
});

export const prefillPreallocQueued = gauge('sglang:num_prefill_prealloc_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests of a prefill worker that wait for memory.',
  flag: disaggregated,
});

export const prefillInflightQueued = gauge('sglang:num_prefill_inflight_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests of a prefill worker whose KV is on its way.',
  flag: disaggregated,
});

export const decodePreallocQueued = gauge('sglang:num_decode_prealloc_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests of a decode worker that wait for memory.',
  flag: disaggregated,
});

export const decodeTransferQueued = gauge('sglang:num_decode_transfer_queue_reqs', sglangScheduler, {
  ...family,
  unit: 'requests',
  meaning: 'Requests of a decode worker that wait for their KV.',
  flag: disaggregated,
});

export const requests = counter('sglang:num_requests_total', sglangTokenizer, {
  ...family,
  unit: 'requests',
  group: 'mocker-native',
  meaning: 'Requests that ended.',
  appears: 'first-event',
  traps: ['The mocker gives it none of the labels that Dynamo adds.'],
  note: 'seen 1.6.1',
});

export const retractions = histogram('sglang:num_retractions', sglangTokenizer, {
  ...family,
  unit: 'count',
  meaning: 'Times that one request was put back into the queue.',
  traps: ['A histogram; num_retracted_reqs is the gauge.'],
});
