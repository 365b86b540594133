/** Tokens through a vLLM engine (dynamo-facts.md a.18). */
import { vllmEngine } from '../../label-sets.ts';
import { counter, histogram } from '../../metric.ts';

const family = { process: 'worker', group: 'vllm' } as const;

export const promptTokens = counter('vllm:prompt_tokens_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens taken in.',
});

export const generationTokens = counter('vllm:generation_tokens_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens generated.',
});

export const requestPromptTokens = histogram('vllm:request_prompt_tokens', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens of one request.',
});

export const requestGenerationTokens = histogram('vllm:request_generation_tokens', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens generated for one request.',
});

export const iterationTokens = histogram('vllm:iteration_tokens_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens handled in one step of the engine.',
  traps: ['A histogram, although it is named like a counter.'],
});

export const promptTokensBySource = counter('vllm:prompt_tokens_by_source_total', [...vllmEngine, 'source'], {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens by where their KV came from.',
});

export const promptTokensCached = counter('vllm:prompt_tokens_cached_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens that some cache held.',
});

export const promptTokensRecomputed = counter('vllm:prompt_tokens_recomputed_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Prompt tokens that were cached and computed all the same.',
});

export const specDecodeDrafts = counter('vllm:spec_decode_num_drafts_total', vllmEngine, {
  ...family,
  unit: 'count',
  meaning: 'Drafts made by speculative decoding.',
  flag: 'Speculative decoding',
});

export const specDecodeAcceptedTokens = counter('vllm:spec_decode_num_accepted_tokens_total', vllmEngine, {
  ...family,
  unit: 'tokens',
  meaning: 'Draft tokens that the model accepted.',
  flag: 'Speculative decoding',
});
