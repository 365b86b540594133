import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { BlockMove, KvEventKind, Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { OwnTargets } from '../own-targets.ts';
import { prefillOf, transferSeconds } from '../transfers.ts';
import type { Takeovers } from './failover.ts';
import { TokenReader } from './token-reader.ts';
import { WorkerProcess } from './worker-process.ts';

/** Seconds by which a clock is wrong when a fault of full strength makes it so. */
const WORST_CLOCK_SKEW = 2;

/** The pages of all workers: what Dynamo and their engines count. */
export class WorkerMetrics implements Exporter, Observer {
  private readonly processes: OwnTargets<WorkerProcess>;
  private readonly tokens: TokenReader;
  private readonly takeovers = new Map<string, Takeovers>();
  /** Requests that a worker has taken in and not ended, by its index; and all of them. */
  private readonly inside = new Map<number, number>();
  private readonly takenIn = new Set<Attempt>();
  /** How long a request was under way whose KV travelled with it. */
  private readonly transit = new Map<Attempt, number>();

  constructor(private readonly world: World) {
    this.tokens = new TokenReader(world);
    this.processes = new OwnTargets(world, (worker) => new WorkerProcess(world, worker, this.takeoversOf(worker)));
  }

  get targets(): Exporter['targets'] {
    return this.processes.targets;
  }

  workerStarted(worker: WorkerState): void {
    this.processes.of(worker);
  }

  workerEnded(worker: WorkerState, why: 'stopped' | 'crashed', at: number): void {
    this.processes.end(worker, at);
    this.inside.delete(worker.index);
    if (why === 'stopped') {
      this.processes.of(worker)?.wrapper.stopped(worker.running.length);
      return;
    }
    const takeovers = this.takeoversOf(worker);
    takeovers.count++;
    takeovers.lostAt = at;
  }

  received(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void {
    const inside = (this.inside.get(worker.index) ?? 0) + 1;
    this.inside.set(worker.index, inside);
    this.takenIn.add(attempt);
    const process = this.processes.of(worker);
    const transit = this.transit.get(attempt) ?? at - attempt.sent;
    this.transit.delete(attempt);
    process?.handler.received(attempt, transit + WORST_CLOCK_SKEW * this.world.faultOf(worker, 'clock-skew'));
    process?.agent?.arrived(inside);
    if (attempt.phase !== 'prefill') {
      this.tokens.begin(request, attempt);
    }
  }

  prefillStarted(_request: RequestRecord, attempt: Attempt, worker: WorkerState): void {
    // A request that was put back looks its prompt up again, and counts once.
    if (attempt.preemptions === 0) {
      const process = this.processes.of(worker);
      process?.wrapper.prefillStarted(attempt.cachedDeviceTokens, attempt.promptTokens);
    }
  }

  /** Aggregated and prefill workers make the first token as prefill ends. */
  prefillEnded(_request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void {
    if (attempt.preemptions === 0) {
      this.firstTokenOf(attempt, worker, at);
    }
  }

  firstToken(request: RequestRecord, at: number): void {
    const attempt = request.attempts.at(-1);
    const worker = attempt === undefined ? undefined : this.world.workers[attempt.worker];
    if (attempt?.phase === 'decode' && worker !== undefined) {
      this.firstTokenOf(attempt, worker, at);
    }
  }

  /** Comes before `received`, which until then says when the request alone would have come. */
  transferred(request: RequestRecord, attempt: Attempt, worker: WorkerState, bytes: number, at: number): void {
    this.transit.set(attempt, Math.max(0, attempt.received - attempt.sent));
    const seconds = transferSeconds(request, attempt, at);
    this.processes.of(worker)?.engine.transferred(bytes, seconds);
    const sender = this.world.workers[prefillOf(request, attempt)?.worker ?? -1];
    // The process of a worker that is gone counts nothing any more.
    if (sender !== undefined && sender.endedAt === undefined && sender !== worker) {
      this.processes.of(sender)?.engine.transferred(bytes, seconds);
    }
  }

  attemptEnded(request: RequestRecord, attempt: Attempt, worker: WorkerState, at: number): void {
    const process = this.processes.of(worker);
    this.tellTokens(request);
    this.tokens.end(request, attempt);
    // A client may leave, or a worker be lost, while the request is on its way.
    if (!this.takenIn.delete(attempt) || attempt.end === 'worker-lost' || process === undefined) {
      return;
    }
    this.inside.set(worker.index, Math.max(0, (this.inside.get(worker.index) ?? 0) - 1));
    const cancelled = attempt.end === 'cancelled' || this.clientLeft(request, attempt);
    process.handler.ended(attempt, at, cancelled);
    process.engine.ended(request, attempt, at, cancelled);
  }

  kvEvent(worker: WorkerState, kind: KvEventKind, _blocks: number, delivered: boolean): void {
    const process = this.processes.of(worker);
    process?.publisher.event(kind, delivered);
    process?.engine.kvEvent(delivered);
  }

  blocksMoved(worker: WorkerState, move: BlockMove, blocks: number): void {
    this.processes.of(worker)?.engine.moved(move, blocks);
  }

  refresh(target: ScrapeTarget, at: number): void {
    this.processes.visit(target, (process, worker) => {
      for (const { request } of worker.running) {
        this.tellTokens(request);
      }
      process.refresh(at, this.inside.get(worker.index) ?? 0);
    });
  }

  /** A client that leaves in the midst of its answer: the story ends the attempt with the last token that it took. */
  private clientLeft(request: RequestRecord, { phase }: Attempt): boolean {
    return phase !== 'prefill' && this.world.tokensSoFar(request) < request.wantedTokens;
  }

  private firstTokenOf(attempt: Attempt, worker: WorkerState, at: number): void {
    const process = this.processes.of(worker);
    process?.handler.firstResponse(at - attempt.received);
    process?.engine.firstToken(attempt, at - attempt.received);
  }

  private tellTokens(request: RequestRecord): void {
    this.tokens.read(request, (attempt, { seconds, count }) => {
      const worker = this.world.workers[attempt.worker];
      if (worker !== undefined) {
        this.processes.of(worker)?.engine.tokens(attempt, seconds, count);
      }
    });
  }

  private takeoversOf({ deploymentIndex, poolIndex, slot }: WorkerState): Takeovers {
    const place = `${deploymentIndex}/${poolIndex}/${slot}`;
    let known = this.takeovers.get(place);
    if (known === undefined) {
      known = { count: 0, lostAt: undefined };
      this.takeovers.set(place, known);
    }
    return known;
  }
}
