import { frontend } from '@dynamo-observability/signals';

import { trackedAttempt } from '../../correlation/summary.ts';
import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { workerType, type FrontendContext, type FrontendPart } from './frontend-part.ts';

interface RankLabels {
  readonly worker_id: string;
  readonly dp_rank: string;
  readonly worker_type: string;
}

const ofWorker = [
  frontend.workerActiveDecodeBlocks,
  frontend.workerActivePrefillTokens,
  frontend.workerLastTimeToFirstToken,
  frontend.workerLastInputSequenceTokens,
  frontend.workerLastInterTokenLatency,
] as const;

/** What the frontend believes of each rank of each worker, once it has sent it something. */
export class WorkerGauges implements FrontendPart {
  private readonly ranks = new Map<WorkerState, RankLabels[]>();

  constructor(private readonly context: FrontendContext) {}

  routed(_request: RequestRecord, attempt: Attempt, worker: WorkerState): void {
    this.labelsOf(worker, attempt.rank);
  }

  firstToken(request: RequestRecord, at: number): void {
    const { page } = this.context;
    const labels = this.tracked(request, 'prefill');
    if (labels !== undefined) {
      page.set(frontend.workerLastTimeToFirstToken, labels, at - request.arrival);
      page.set(frontend.workerLastInputSequenceTokens, labels, request.inputTokens);
    }
  }

  requestEnded(request: RequestRecord): void {
    const labels = this.tracked(request, 'decode');
    if (labels !== undefined && request.outputTokens > 1) {
      const last = this.context.world.tokenGaps(request, request.outputTokens - 1, request.outputTokens).at(-1);
      this.context.page.set(frontend.workerLastInterTokenLatency, labels, last?.seconds ?? 0);
    }
  }

  workerEnded(worker: WorkerState): void {
    for (const labels of this.ranks.get(worker) ?? []) {
      ofWorker.forEach((metric) => this.context.page.remove(metric, labels));
    }
    this.ranks.delete(worker);
  }

  refresh(): void {
    const { page } = this.context;
    for (const [worker, labels] of this.ranks) {
      // A late request may have named a dead worker again: its last values come back, its load does not.
      if (worker.endedAt === undefined) {
        const load = loadOf(worker);
        labels.forEach((rank, index) => {
          page.set(frontend.workerActiveDecodeBlocks, rank, load[index]?.blocks ?? 0);
          page.set(frontend.workerActivePrefillTokens, rank, load[index]?.prefillTokens ?? 0);
        });
      }
    }
  }

  /** The request's worker as the tracker knows it: the first of its kind, even if it has died since. */
  private tracked(request: RequestRecord, kind: 'prefill' | 'decode'): RankLabels | undefined {
    const attempt = trackedAttempt(request, kind);
    const worker = attempt === undefined ? undefined : this.context.world.workers[attempt.worker];
    return attempt === undefined || worker === undefined ? undefined : this.labelsOf(worker, attempt.rank);
  }

  private labelsOf(worker: WorkerState, rank: number): RankLabels | undefined {
    let labels = this.ranks.get(worker);
    if (labels === undefined) {
      labels = Array.from({ length: worker.pool.ranks }, (_, index) => ({
        worker_id: worker.id,
        dp_rank: String(index),
        worker_type: workerType(worker.pool.role),
      }));
      this.ranks.set(worker, labels);
    }
    return labels[rank];
  }
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
