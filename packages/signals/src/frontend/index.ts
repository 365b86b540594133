/** Everything that the frontend process exposes about itself. */
export * from './requests.ts';
export * from './latency.ts';
export * from './tokens.ts';
export * from './migration.ts';
export * from './model.ts';
export * from './workers.ts';
export * from './router-queue.ts';
export * from './lora.ts';
export * from './pipeline.ts';
export * from './runtime.ts';
export * from './request-plane.ts';
