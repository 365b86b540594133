import type { WorkerState } from '../../story/worker.ts';

/** A port of the node itself: exporters that run once a node have its name. */
export const hostOf = (worker: WorkerState, port: number): string => `${worker.node}:${port}`;
