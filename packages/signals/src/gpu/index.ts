/** GPUs, as dcgm-exporter shows them. */
export * from './utilization.ts';
export * from './memory.ts';
export * from './power.ts';
export * from './health.ts';
export * from './links.ts';
