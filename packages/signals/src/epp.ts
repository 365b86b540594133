/** The endpoint picker of the inference gateway (dynamo-facts.md a.17). */
import { histogram } from './metric.ts';

export const cachedTokens = histogram('dynamo_epp_cached_tokens', ['model'], {
  unit: 'tokens',
  process: 'epp',
  group: 'epp',
  meaning: 'Prompt tokens of one request that were cached, as its answer says.',
  appears: 'first-event',
  flag: 'DYN_EPP_METRICS_PORT',
  traps: ['Only for answers with a usage block (stream_options.include_usage).'],
  note: 'not seen 1.6.1 (needs EPP)',
});
