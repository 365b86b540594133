import type { Deployment, Pool } from '../scenario/scenario.ts';
import type { Conditions, EngineEvents } from './engine-conditions.ts';
import type { EventQueue } from './event-queue.ts';
import { made, type Job } from './job.ts';
import { KvPool } from './kv-pool.ts';
import { ProgressLog } from './progress-log.ts';
import { newTotals } from './worker.ts';

/** A pace that differs by less than this from the true one is kept, so that the log of progress stays short. */
const TOLERATED = 0.03;
/**
 * Continuous batching. An iteration gives each running request one token and computes a piece of one prompt. Between
 * events everything goes on at a constant pace, so the cost is one per event and not one per token.
 */
export class Engine {
  readonly log: ProgressLog;
  readonly kv: KvPool;
  readonly waiting: Job[] = [];
  /** By `finishAt`, the last to finish first. */
  readonly running: Job[] = [];
  prefilling: Job | undefined;
  readonly totals = newTotals();
  /** Since they were last read: seconds with work, with a prompt in work, and of running requests. */
  readonly used = { busy: 0, prefill: 0, batch: 0 };
  private chunk = 0;
  private at: number;
  private plan = 0;
  private stopped = false;

  constructor(
    private readonly events: EventQueue,
    private readonly pool: Pool,
    blockSize: number,
    kvbm: Deployment['kvbm'],
    private conditions: Conditions,
    private readonly tell: EngineEvents
  ) {
    this.at = events.now;
    this.log = new ProgressLog(this.at);
    this.kv = new KvPool(pool, blockSize, kvbm, this.totals, tell);
  }

  get queuedPrefillTokens(): number {
    return this.waiting.reduce((sum, job) => sum + job.prefillLeft, this.prefillLeft());
  }

  private prefillLeft(): number {
    const { prefilling } = this;
    return prefilling === undefined
      ? 0
      : Math.max(0, prefilling.prefillLeft - this.prefillRate() * (this.events.now - this.at));
  }

  submit(job: Job): void {
    this.step();
    this.waiting.push(job);
    this.settle();
  }

  /** Takes a request out, wherever it is. */
  cancel(job: Job): void {
    this.step();
    const waits = this.waiting.indexOf(job);
    if (waits >= 0) {
      this.waiting.splice(waits, 1);
    } else if (this.prefilling === job) {
      this.prefilling = undefined;
      this.leave(job, false);
    } else if (this.running.includes(job)) {
      this.running.splice(this.running.indexOf(job), 1);
      this.endRun(job);
      this.leave(job, true);
    }
    this.settle();
  }

  /** Faults and hardware have changed, or time has passed. */
  tick(conditions: Conditions): void {
    this.step();
    this.conditions = conditions;
    this.kv.suffer(conditions);
    this.settle();
  }

  /** Everything it had, lost. */
  stop(): Job[] {
    this.step();
    this.stopped = true;
    const lost = [...(this.prefilling === undefined ? [] : [this.prefilling]), ...this.running, ...this.waiting];
    this.running.forEach((job) => this.endRun(job));
    this.plan++;
    this.log.changePace(this.events.now, Infinity);
    this.running.length = 0;
    this.waiting.length = 0;
    this.prefilling = undefined;
    return lost;
  }

  /** Everything up to now at the pace so far. */
  private step(): void {
    const passed = this.events.now - this.at;
    if (passed <= 0) {
      return;
    }
    const tokens = passed / this.log.secondsPerToken;
    const batch = this.running.length;
    if (this.prefilling !== undefined) {
      const computed = Math.min(this.prefilling.prefillLeft, this.prefillRate() * passed);
      this.prefilling.prefillLeft -= computed;
      this.totals.computedTokens += computed;
      this.used.prefill += passed;
    }
    if (batch > 0 || this.prefilling !== undefined) {
      this.used.busy += passed;
      this.totals.iterations += tokens;
    }
    this.used.batch += passed * batch;
    this.kv.ownTokens += tokens * batch;
    this.totals.generatedTokens += tokens * batch;
    this.at = this.events.now;
  }

  /** Admits, makes room, sets the pace, and plans the next event. Call after `step`. */
  private settle(): void {
    if (this.stopped) {
      return;
    }
    this.makeRoom();
    let admitted = true;
    while (this.prefilling === undefined && admitted) {
      admitted = this.admitNext();
    }
    this.setPace();
    this.planNext();
  }

  private makeRoom(): void {
    while (this.kv.isFull) {
      if (this.kv.evictOne()) {
        continue;
      }
      const victim = this.youngest();
      if (victim === undefined) {
        return;
      }
      this.preempt(victim);
    }
  }

  /** Never the only one: it would come back to the same want. */
  private youngest(): Job | undefined {
    const { running } = this;
    return running.length < 2 ? undefined : running.reduce((a, b) => (b.attempt.sent > a.attempt.sent ? b : a));
  }

  private preempt(job: Job): void {
    this.running.splice(this.running.indexOf(job), 1);
    const tokens = this.endRun(job);
    this.kv.release(job, tokens);
    job.madeBefore += tokens;
    job.wanted -= tokens;
    job.attempt.preemptions++;
    this.totals.preemptions++;
    // All of it is computed again, but for what the cache keeps.
    job.prefillLeft = job.attempt.promptTokens + job.madeBefore;
    this.waiting.unshift(job);
    this.tell.preempted(job);
  }

  private admitNext(): boolean {
    const job = this.waiting[0];
    if (
      job === undefined ||
      this.running.length >= this.pool.maxSequences ||
      !this.kv.admit(job, this.running.length === 0)
    ) {
      return false;
    }
    this.waiting.shift();
    job.attempt.prefillStart ??= this.events.now;
    this.prefilling = job;
    this.chunk = Math.max(1, Math.min(this.pool.maxBatchedTokens - this.running.length, job.prefillLeft));
    if (job.transferred) {
      this.endPrefill(job);
    } else {
      this.tell.prefillStarted(job);
    }
    return true;
  }

  private setPace(): void {
    const { speed } = this.pool;
    const batch = this.running.length;
    if (batch === 0 && this.prefilling === undefined) {
      this.log.changePace(this.events.now, Infinity);
      return;
    }
    const prefillPace = speed.prefillTokensPerSecond * this.conditions.prefillSpeed;
    const prefill = this.prefilling === undefined ? 0 : this.chunk / prefillPace;
    const decode =
      speed.iterationSeconds + batch * speed.perSequenceSeconds + this.kv.ownTokens * speed.perKvTokenSeconds;
    const wanted = (decode + prefill) / this.conditions.speed;
    const pace = this.log.secondsPerToken;
    if (Math.abs(wanted - pace) > TOLERATED * wanted || !Number.isFinite(pace)) {
      this.log.changePace(this.events.now, wanted);
    }
  }

  /** Prompt tokens a second. */
  private prefillRate(): number {
    return this.prefilling === undefined ? 0 : this.chunk / this.log.secondsPerToken;
  }

  private planNext(): void {
    const plan = ++this.plan;
    const pace = this.log.secondsPerToken;
    const prefillIn = this.prefilling === undefined ? Infinity : this.prefilling.prefillLeft / this.prefillRate();
    const left = (this.running.at(-1)?.finishAt ?? Infinity) - this.log.progress(this.events.now);
    const finishIn = left === Infinity ? Infinity : Math.max(0, left * pace);
    if (Math.min(prefillIn, finishIn) === Infinity) {
      return;
    }
    this.events.after(Math.min(prefillIn, finishIn), () => {
      if (plan === this.plan) {
        this.step();
        this.complete(prefillIn <= finishIn);
        this.settle();
      }
    });
  }

  private complete(prefill: boolean): void {
    if (prefill && this.prefilling !== undefined) {
      const job = this.prefilling;
      this.totals.computedTokens += job.prefillLeft;
      job.prefillLeft = 0;
      this.endPrefill(job);
      return;
    }
    const job = this.running.pop();
    if (job !== undefined) {
      this.endRun(job);
      this.leave(job, true);
      this.tell.finished(job);
    }
  }

  private endPrefill(job: Job): void {
    this.prefilling = undefined;
    job.attempt.prefillEnd ??= this.events.now;
    if (!job.transferred) {
      this.tell.prefillEnded(job);
    }
    if (this.pool.role === 'prefill') {
      this.leave(job, true);
      this.tell.finished(job);
      return;
    }
    this.startRun(job);
  }

  private startRun(job: Job): void {
    const start = this.log.progress(this.events.now);
    job.run = { log: this.log, start, startedAt: this.events.now, count: undefined };
    job.attempt.progressStart ??= start;
    job.finishAt = start + job.wanted - 1;
    let index = this.running.length;
    while (index > 0 && (this.running[index - 1]?.finishAt ?? Infinity) < job.finishAt) {
      index--;
    }
    this.running.splice(index, 0, job);
    this.totals.generatedTokens += 1;
    this.tell.runStarted(job);
  }

  /** Returns how many tokens the run made. */
  private endRun(job: Job): number {
    const { run } = job;
    if (run === undefined) {
      return 0;
    }
    const tokens = made(job, this.log.progress(this.events.now));
    run.count = tokens;
    job.run = undefined;
    job.attempt.generated += tokens;
    return tokens;
  }

  /** Its blocks are free again, or kept for those who begin alike. */
  private leave(job: Job, keep: boolean): void {
    this.kv.release(job, job.attempt.generated - job.madeBefore);
    if (this.running.length === 0 && this.prefilling === undefined) {
      this.kv.ownTokens = 0;
    }
    if (keep) {
      this.kv.keep(job);
    }
  }
}
