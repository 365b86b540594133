/** Where time goes inside the frontend, stage by stage (dynamo-facts.md a.5). */
import { counter, gauge, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend-perf', note: 'seen 1.6.1' } as const;
const tokenizerCache = 'On unless DYN_TOKENIZER_CACHE=0';

export const stageRequests = gauge('dynamo_frontend_stage_requests', ['stage', 'phase'], {
  ...family,
  unit: 'requests',
  meaning: 'Requests in the stage now: preprocess, route or dispatch.',
  appears: 'first-event',
  since: '1.2',
  note: 'seen 1.6.1; also has route/dispatch series in round-robin mode',
});

export const stageDuration = histogram('dynamo_frontend_stage_duration_seconds', ['stage'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time that one request spent in the stage.',
  traps: [
    'stage="route" leaves out the wait in the router queue.',
    'stage="postprocess" is named upstream and never observed.',
  ],
});

export const tokenizeDuration = histogram('dynamo_frontend_tokenize_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time to tokenise one prompt.',
});

export const templateDuration = histogram('dynamo_frontend_template_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'Time to apply the chat template to one request.',
});

export const tokenizerLatency = histogram('dynamo_frontend_tokenizer_latency_ms', ['operation'], {
  ...family,
  unit: 'milliseconds',
  group: 'frontend',
  meaning: 'Time of one tokenizer call, by operation.',
  appears: 'first-event',
  traps: ['In milliseconds.'],
});

export const tokenizerCacheHits = counter('dynamo_frontend_tokenizer_cache_hits_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Prompts of which the tokenizer cache held a prefix.',
  flag: tokenizerCache,
  since: '1.3',
});

export const tokenizerCacheMisses = counter('dynamo_frontend_tokenizer_cache_misses_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Prompts of which the tokenizer cache held nothing.',
  flag: tokenizerCache,
  since: '1.3',
});

export const tokenizerCacheCachedTokens = counter('dynamo_frontend_tokenizer_cache_cached_tokens_total', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens taken from the tokenizer cache.',
  flag: tokenizerCache,
  since: '1.4',
  traps: ['Absent, not 0, when the cache is off.'],
});

export const tokenizerCacheUncachedTokens = counter(
  'dynamo_frontend_tokenizer_cache_uncached_tokens_total',
  ['model'],
  {
    ...family,
    unit: 'tokens',
    meaning: 'Tokens that had to be tokenised.',
    flag: tokenizerCache,
    since: '1.4',
    traps: ['Absent, not 0, when the cache is off.'],
  }
);

export const detokenizeTime = counter('dynamo_frontend_detokenize_total_us', [], {
  ...family,
  unit: 'microseconds',
  meaning: 'Time spent turning tokens into text.',
  traps: ['A counter without the suffix _total, in microseconds; divide its rate by that of detokenize_token_count.'],
});

export const detokenizeTokens = counter('dynamo_frontend_detokenize_token_count', [], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens turned into text.',
  traps: ['A counter although it is named like the count of a histogram.'],
});

export const eventLoopDelay = histogram('dynamo_frontend_event_loop_delay_seconds', [], {
  ...family,
  unit: 'seconds',
  meaning: 'How late a 10 ms sleep woke up: the delay of the event loop.',
});

export const eventLoopStalls = counter('dynamo_frontend_event_loop_stall_total', [], {
  ...family,
  unit: 'count',
  meaning: 'Times the event loop was more than 5 ms late.',
});
