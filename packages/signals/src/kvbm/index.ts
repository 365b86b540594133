/** The KV block manager, first and second generation. */
export * from './connector.ts';
export * from './pools.ts';
