/** The SGLang engine. */
export * from './requests.ts';
export * from './latency.ts';
export * from './tokens.ts';
export * from './cache.ts';
export * from './engine-state.ts';
