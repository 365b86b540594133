/** Requests that moved to another worker when theirs was lost (dynamo-facts.md a.2). */
import { counter, histogram } from '../metric.ts';

const family = { process: 'frontend', group: 'frontend', note: 'seen 1.6.1', appears: 'first-event' } as const;

export const migrations = counter('dynamo_frontend_model_migration_total', ['model', 'migration_type'], {
  ...family,
  unit: 'count',
  meaning: 'Times a request was moved to another worker.',
  flag: '--migration-limit',
});

export const migrationDuration = histogram(
  'dynamo_frontend_model_migration_duration_seconds',
  ['model', 'migration_type', 'outcome'],
  { ...family, unit: 'seconds', meaning: 'Time that one migration took, by how it ended.', flag: '--migration-limit' }
);

export const migrationMaxSeqLenExceeded = counter(
  'dynamo_frontend_model_migration_max_seq_len_exceeded_total',
  ['model'],
  {
    ...family,
    unit: 'events',
    meaning: 'Requests that could not migrate any more because their sequence had grown too long.',
    flag: '--migration-max-seq-len',
    note: 'not seen 1.6.1 (needs --migration-max-seq-len)',
  }
);
