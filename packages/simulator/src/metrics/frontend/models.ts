import { frontend } from '@dynamo-observability/signals';

import type { Deployment } from '../../scenario/scenario.ts';
import type { WorkerState } from '../../story/worker.ts';
import { isReady, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** What clients can call of a deployment: its model and its adapters. */
export const namesOf = (deployment: Deployment): readonly string[] => [deployment.model, ...deployment.adapters];

/** Gauges of each model: they come with its first worker and stay, `model_ready` alone goes with the last. */
export function modelGauges({ world, page }: FrontendContext): FrontendPart {
  const configured = new Set<number>();

  function configure({ deployment, pool, totalBlocks }: WorkerState): void {
    for (const model of namesOf(deployment)) {
      // Of one rank of the worker that registered first, not of the fleet.
      page.set(frontend.modelTotalKvBlocks, { model }, Math.floor(totalBlocks / pool.ranks));
      page.set(frontend.modelMaxNumSeqs, { model }, pool.maxSequences);
      page.set(frontend.modelMaxNumBatchedTokens, { model }, pool.maxBatchedTokens);
      page.set(frontend.modelContextLength, { model }, deployment.contextLength);
      page.set(frontend.modelKvCacheBlockSize, { model }, deployment.blockSize);
      // Of the model card: what --migration-limit says does not show.
      page.set(frontend.modelMigrationLimit, { model }, 0);
      page.touch(frontend.tokenizerCacheCachedTokens, { model });
      page.touch(frontend.tokenizerCacheUncachedTokens, { model });
    }
  }

  function workerStarted(worker: WorkerState): void {
    if (!configured.has(worker.deploymentIndex)) {
      configured.add(worker.deploymentIndex);
      configure(worker);
    }
  }

  return {
    workerStarted,
    refresh() {
      world.scenario.deployments.forEach((deployment, index) => {
        for (const model of namesOf(deployment)) {
          if (isReady(world, index)) {
            page.set(frontend.modelReady, { model }, 1);
          } else {
            page.remove(frontend.modelReady, { model });
          }
        }
      });
    },
  };
}
