import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter } from '../exporter.ts';
import { OwnTargets } from '../own-targets.ts';
import { prefillOf, transferSeconds } from '../transfers.ts';
import { NixlAgent } from './nixl-agent.ts';

/** The pages of the NIXL agents of prefill and decode workers. */
export class NixlMetrics implements Exporter, Observer {
  private readonly agents: OwnTargets<NixlAgent>;

  constructor(private readonly world: World) {
    this.agents = new OwnTargets(
      world,
      (worker) => new NixlAgent(world, worker),
      ({ pool }) => pool.role !== 'aggregated'
    );
  }

  get targets(): Exporter['targets'] {
    return this.agents.targets;
  }

  workerStarted(worker: WorkerState): void {
    this.agents.of(worker);
  }

  workerEnded(worker: WorkerState, _why: 'stopped' | 'crashed', at: number): void {
    this.agents.end(worker, at);
  }

  transferred(request: RequestRecord, attempt: Attempt, worker: WorkerState, bytes: number, at: number): void {
    this.agents.of(worker)?.received(bytes, transferSeconds(request, attempt, at));
    const sender = this.world.workers[prefillOf(request, attempt)?.worker ?? -1];
    if (sender !== undefined && sender.endedAt === undefined) {
      this.agents.of(sender)?.sent(bytes);
    }
  }

  /** The decode worker is lost while KV is on its way to it. */
  attemptEnded(request: RequestRecord, attempt: Attempt): void {
    if (attempt.phase !== 'decode' || attempt.end !== 'worker-lost' || attempt.transferEnd !== undefined) {
      return;
    }
    const sender = this.world.workers[prefillOf(request, attempt)?.worker ?? -1];
    if (sender !== undefined && sender.endedAt === undefined) {
      this.agents.of(sender)?.lostPeer();
    }
  }

  refresh(): void {
    // Everything it shows comes with a transfer.
  }
}
