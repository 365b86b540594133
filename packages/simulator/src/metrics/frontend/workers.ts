import { frontend } from '@dynamo-observability/signals';

import { trackedAttempt } from '../../correlation/summary.ts';
import type { RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';

interface RankLabels {
  readonly worker_id: string;
  readonly dp_rank: string;
  readonly worker_type: string;
}

/** What the frontend believes of each rank of each worker, once it has sent it something. */
export function workerGauges({ world, page }: FrontendContext): FrontendPart {
  const ranks = new Map<WorkerState, RankLabels[]>();

  function labelsOf(worker: WorkerState, rank: number): RankLabels {
    let labels = ranks.get(worker);
    if (labels === undefined) {
      labels = Array.from({ length: worker.pool.ranks }, (_, index) => ({
        worker_id: worker.id,
        dp_rank: String(index),
        worker_type: workerType(worker.pool.role),
      }));
      ranks.set(worker, labels);
    }
    return labels[rank] ?? { worker_id: worker.id, dp_rank: String(rank), worker_type: workerType(worker.pool.role) };
  }

  /** The request's worker as the tracker knows it: the first of its kind, even if it has died since. */
  function tracked(request: RequestRecord, kind: 'prefill' | 'decode'): RankLabels | undefined {
    const attempt = trackedAttempt(request, kind);
    const worker = attempt === undefined ? undefined : world.workers[attempt.worker];
    return attempt === undefined || worker === undefined ? undefined : labelsOf(worker, attempt.rank);
  }

  return {
    routed: (_request, attempt, worker) => void labelsOf(worker, attempt.rank),
    firstToken(request, at) {
      const labels = tracked(request, 'prefill');
      if (labels !== undefined) {
        page.set(frontend.workerLastTimeToFirstToken, labels, at - request.arrival);
        page.set(frontend.workerLastInputSequenceTokens, labels, request.inputTokens);
      }
    },
    requestEnded(request) {
      const labels = tracked(request, 'decode');
      if (labels !== undefined && request.outputTokens > 1) {
        const last = world.tokenGaps(request, request.outputTokens - 1, request.outputTokens).at(-1);
        page.set(frontend.workerLastInterTokenLatency, labels, last?.seconds ?? 0);
      }
    },
    workerEnded(worker) {
      for (const labels of ranks.get(worker) ?? []) {
        page.remove(frontend.workerActiveDecodeBlocks, labels);
        page.remove(frontend.workerActivePrefillTokens, labels);
        page.remove(frontend.workerLastTimeToFirstToken, labels);
        page.remove(frontend.workerLastInputSequenceTokens, labels);
        page.remove(frontend.workerLastInterTokenLatency, labels);
      }
    },
    refresh() {
      for (const [worker, labels] of ranks) {
        if (worker.endedAt === undefined) {
          const load = loadOf(worker);
          labels.forEach((rank, index) => {
            page.set(frontend.workerActiveDecodeBlocks, rank, load[index]?.blocks ?? 0);
            page.set(frontend.workerActivePrefillTokens, rank, load[index]?.prefillTokens ?? 0);
          });
        }
      }
    },
  };
}

/** The router's reckoning: it adds what it sent, without knowing what the worker shares or preempts. */
function loadOf(worker: WorkerState): ReadonlyArray<{ blocks: number; prefillTokens: number }> {
  const { blockSize } = worker.deployment;
  const load = Array.from({ length: worker.pool.ranks }, () => ({ blocks: 0, prefillTokens: 0 }));
  for (const { attempt } of [...worker.waiting, ...worker.running]) {
    const rank = load[attempt.rank];
    if (rank !== undefined) {
      rank.blocks += Math.ceil(attempt.promptTokens / blockSize);
      if (attempt.phase !== 'decode' && attempt.prefillEnd === undefined) {
        rank.prefillTokens += Math.max(0, attempt.promptTokens - attempt.predictedBlocks * blockSize);
      }
    }
  }
  return load;
}
