/** The SGLang embedding worker (dynamo-facts.md a.17). */
import { histogram } from '../metric.ts';

const family = {
  process: 'worker',
  group: 'sglang-embedding',
  note: 'not seen 1.6.1 (real SGLang only)',
  appears: 'first-event',
  flag: 'SGLang embedding worker',
  since: '1.3',
} as const;

export const embeddingBatchSize = histogram('dynamo_embedding_batch_size', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Inputs in one embedding request.',
});

export const embeddingInputTokens = histogram('dynamo_embedding_input_tokens', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens in one embedding request.',
});
