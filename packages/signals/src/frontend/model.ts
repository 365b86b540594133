/** What each model is configured for and whether it can be served (dynamo-facts.md a.3). */
import { gauge } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend-model', note: 'seen 1.6.1' } as const;
const staysAfterModel = 'Stays after the model has gone.';

export const modelReady = gauge('dynamo_frontend_model_ready', ['model'], {
  ...family,
  unit: 'bool',
  meaning: '1 while the model can be routed to, 0 while it cannot.',
  since: '1.6',
  traps: ['The series disappears when the last worker of the model goes: look for its absence, not only for 0.'],
  note: "seen 1.6.1; new vs 1.5.0 source; 1 routable 0 not; series disappears when the model's last worker is removed",
});

export const modelTotalKvBlocks = gauge('dynamo_frontend_model_total_kv_blocks', ['model'], {
  ...family,
  unit: 'blocks',
  meaning: 'KV blocks of one rank of one worker of the model.',
  traps: ['Of one rank of the first worker that registered, not of the fleet.', staysAfterModel],
  note: "seen 1.6.1; one rank's blocks (a dp=2 worker with 1024 per rank shows 1024); not a fleet sum",
});

export const modelMaxNumSeqs = gauge('dynamo_frontend_model_max_num_seqs', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Sequences that one worker batches at most.',
  traps: [staysAfterModel],
});

export const modelMaxNumBatchedTokens = gauge('dynamo_frontend_model_max_num_batched_tokens', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens that one worker takes into one batch at most.',
  traps: [staysAfterModel],
});

export const modelContextLength = gauge('dynamo_frontend_model_context_length', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Longest context, prompt and answer together, that the model card allows.',
  traps: [staysAfterModel],
});

export const modelKvCacheBlockSize = gauge('dynamo_frontend_model_kv_cache_block_size', ['model'], {
  ...family,
  unit: 'tokens',
  meaning: 'Tokens that one KV block holds.',
  traps: [staysAfterModel],
});

export const modelMigrationLimit = gauge('dynamo_frontend_model_migration_limit', ['model'], {
  ...family,
  unit: 'count',
  meaning: 'Migrations that the model card allows for one request.',
  traps: ['It does not show --migration-limit of the frontend: 0 was seen while the flag was 3.'],
  note: 'seen 1.6.1; shows 0 although the frontend ran with --migration-limit 3 (value of the model card; not of the flag)',
});
