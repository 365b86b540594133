/** How long users wait, measured where they wait: at the frontend (dynamo-facts.md a.2). */
import { histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend', note: 'seen 1.6.1', appears: 'first-event' } as const;

export const requestDuration = histogram('dynamo_frontend_request_duration_seconds', ['model'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time from entry to the end of the answer stream, of requests that succeeded and of those that failed.',
  traps: ['The first bucket above 0 is 2 s: no percentile below 2 s means anything.'],
});

export const timeToFirstToken = histogram('dynamo_frontend_time_to_first_token_seconds', ['model'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time from entry to the first token of one request.',
  traps: ['Bucket layouts are settings (DYN_METRICS_TTFT_*) and differ between installations.'],
});

export const interTokenLatency = histogram('dynamo_frontend_inter_token_latency_seconds', ['model'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time between two tokens; a chunk of n tokens counts n times with a share each.',
  traps: [
    'Flushed every 64 tokens and at the end, so long streams reach it in steps.',
    'Weighted by tokens: long answers dominate the percentiles.',
  ],
  note: 'seen 1.6.1; 1.6.1 buckets: 0 .0018 .0033 .0059 .011 .02 .035 .064 .12 .21 .38 .69 1.2 2.3 4.1 7.4 13 24 44 80',
});

export const embeddingLatency = histogram('dynamo_frontend_embedding_latency_seconds', ['model'], {
  ...family,
  unit: 'seconds',
  meaning: 'Time of one /v1/embeddings request, end to end.',
  flag: 'Serve an embedding model',
  since: '1.3',
  note: 'not seen 1.6.1 (needs an embedding model)',
});
