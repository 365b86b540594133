import type { RequestRecord } from '../ledger/request-record.ts';
import type { Deployment, Pool } from '../scenario/scenario.ts';
import type { Planned } from './planner.ts';

export interface Replicas {
  readonly prefill: number;
  readonly decode: number;
}

type Settings = NonNullable<Deployment['planner']>;

/** The planner of one deployment: it looks at the last interval, guesses the next one, and says how many workers it takes. */
export class PlannerModel {
  private trend = 0;
  private gpuHours = 0;
  latest: Planned | undefined;

  constructor(
    private readonly number: number,
    private readonly deployment: Deployment,
    private readonly settings: Settings
  ) {}

  /**
   * @param ended requests of the deployment that ended in the last interval
   * @param blind it cannot see them
   */
  plan(ended: readonly RequestRecord[], replicas: Replicas, starting: boolean, blind: boolean): Planned {
    const served = ended.filter(({ outcome, firstToken }) => outcome === 'success' && firstToken !== undefined);
    const observed =
      blind || served.length === 0 ? undefined : observe(served, ended.length / this.settings.intervalSeconds);
    this.gpuHours += (this.gpus(replicas) * this.settings.intervalSeconds) / 3600;
    const predicted = this.predict(observed);
    const [prefillCapacity, decodeCapacity] = this.capacities(predicted.inputTokens, predicted.outputTokens);
    const wanted = this.clamp({
      prefill: predicted.requestsPerSecond / prefillCapacity,
      decode: predicted.requestsPerSecond / decodeCapacity,
    });
    const stays = observed === undefined || starting;
    const target = stays ? replicas : wanted;
    const difference = target.prefill + target.decode - replicas.prefill - replicas.decode;
    this.latest = {
      deployment: this.number,
      observed,
      predicted,
      prefillCapacity,
      decodeCapacity,
      estimatedTtftMs: observed?.ttftMs ?? 0,
      estimatedItlMs: observed?.itlMs ?? 0,
      replicasNow: replicas,
      replicasWanted: target,
      loadDecision:
        observed === undefined
          ? 'no_fpm_data'
          : starting
            ? 'scaling_in_progress'
            : difference > 0
              ? 'scale_up'
              : difference < 0
                ? 'scale_down'
                : 'no_change',
      throughputDecision: observed === undefined ? 'no_traffic_data' : difference === 0 ? 'set_lower_bound' : 'scale',
      gpuHours: this.gpuHours,
    };
    return this.latest;
  }

  private predict(observed: Planned['observed']): Planned['predicted'] {
    const { traffic } = this.deployment;
    const before = this.latest?.predicted ?? {
      requestsPerSecond: traffic.requestsPerSecond,
      inputTokens: traffic.systemTokens + traffic.messageTokens,
      outputTokens: traffic.answerTokens,
    };
    if (observed === undefined) {
      return before;
    }
    this.trend = 0.7 * this.trend + 0.3 * (observed.requestsPerSecond - before.requestsPerSecond);
    return {
      requestsPerSecond: Math.max(0, observed.requestsPerSecond + this.trend),
      inputTokens: 0.5 * before.inputTokens + 0.5 * observed.inputTokens,
      outputTokens: 0.5 * before.outputTokens + 0.5 * observed.outputTokens,
    };
  }

  /** Requests a second that one engine of each kind takes within the objectives. */
  private capacities(inputTokens: number, outputTokens: number): readonly [number, number] {
    const prefill = this.poolFor('prefill').speed;
    const { speed, maxSequences, maxBatchedTokens } = this.poolFor('decode');
    const perSequence = speed.perSequenceSeconds + (inputTokens + outputTokens / 2) * speed.perKvTokenSeconds;
    const batch = Math.min(
      maxSequences,
      Math.max(1, (this.settings.itlMs / 1000 - speed.iterationSeconds) / perSequence)
    );
    const pace = speed.iterationSeconds + batch * perSequence + maxBatchedTokens / speed.prefillTokensPerSecond / 20;
    return [(0.6 * prefill.prefillTokensPerSecond) / inputTokens, (0.8 * batch) / (outputTokens * pace)];
  }

  private clamp({ prefill, decode }: Replicas): Replicas {
    const { minReplicas, maxReplicas } = this.settings;
    const within = (count: number): number => Math.min(maxReplicas, Math.max(minReplicas, Math.ceil(count)));
    const hasPrefill = this.deployment.pools.some(({ role }) => role === 'prefill');
    return { prefill: hasPrefill ? within(prefill) : 0, decode: within(decode) };
  }

  private gpus({ prefill, decode }: Replicas): number {
    return prefill * this.poolFor('prefill').gpus + decode * this.poolFor('decode').gpus;
  }

  private poolFor(role: 'prefill' | 'decode'): Pool {
    const { pools } = this.deployment;
    const found =
      pools.find((pool) => pool.role === role) ?? pools.find((pool) => pool.role === 'aggregated') ?? pools[0];
    if (found === undefined) {
      throw new RangeError(`The deployment of ${this.deployment.model} has no workers: give it at least one pool.`);
    }
    return found;
  }
}

function observe(served: readonly RequestRecord[], requestsPerSecond: number): NonNullable<Planned['observed']> {
  const mean = (value: (request: RequestRecord) => number): number =>
    served.reduce((sum, request) => sum + value(request), 0) / served.length;
  const gaps = served.reduce((sum, { outputTokens }) => sum + Math.max(0, outputTokens - 1), 0);
  const decoding = served.reduce((sum, r) => sum + ((r.lastToken ?? 0) - (r.firstToken ?? 0)), 0);
  return {
    requestsPerSecond,
    inputTokens: mean((r) => r.inputTokens),
    outputTokens: mean((r) => r.outputTokens),
    ttftMs: 1000 * mean((r) => (r.firstToken ?? 0) - r.arrival),
    itlMs: gaps === 0 ? 0 : (1000 * decoding) / gaps,
    durationSeconds: mean((r) => (r.ended ?? 0) - r.arrival),
  };
}
