/** Tokens in, out and found in the prefix cache (dynamo-facts.md a.2). */
import { counter, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend', note: 'seen 1.6.1', appears: 'first-event' } as const;

export const inputSequenceTokens = histogram('dynamo_frontend_input_sequence_tokens', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of one request (ISL).',
});

export const outputSequenceTokens = histogram('dynamo_frontend_output_sequence_tokens', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Generated tokens of one request (OSL), if there are any.',
  traps: [
    'Observed when the request ends: its sum lags; use output_tokens_total for tokens per second.',
    'Answers below 100 tokens all fall into one bucket.',
  ],
});

export const cachedTokens = histogram('dynamo_frontend_cached_tokens', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of one request that the prefix cache already held.',
  traps: ['1 to 100 cached tokens fall into one bucket.'],
});

export const outputTokens = counter('dynamo_frontend_output_tokens_total', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens generated, counted as they arrive.',
});
