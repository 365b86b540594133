import type { WorkerState } from '../../../story/worker.ts';
import { componentOf } from '../../place.ts';

/** Labels that a worker adds to the families of its engine: raw, where Rust would write `_` (dynamo-facts.md b.4). */
export const bridgedLabels = (worker: WorkerState) => ({
  dynamo_namespace: worker.deployment.dynamoNamespace,
  dynamo_component: componentOf(worker),
  dynamo_endpoint: 'generate',
  worker_id: worker.idHex,
});
