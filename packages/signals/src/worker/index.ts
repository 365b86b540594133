/** What every worker exposes, whatever its engine. */
export * from './requests.ts';
export * from './engine-state.ts';
export * from './embedding-cache.ts';
export * from './transport.ts';
export * from './kv-publisher.ts';
export * from './embedding.ts';
