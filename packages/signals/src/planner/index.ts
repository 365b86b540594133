/** The planner. */
export * from './scaling.ts';
export * from './plugins.ts';
