/** Everything that can be made to go wrong. */
export const faultKinds = [
  'slow-worker',
  'power-cap',
  'xid-gpu-lost',
  'ecc-remap-pending',
  'nvlink-decay',
  'kv-pool-leak',
  'cache-cold',
  'kv-events-lost',
  'router-overload',
  'prefill-starvation',
  'decode-saturation',
  'retry-storm',
  'event-loop-blocked',
  'tokenizer-slow',
  'disk-tier-stalled',
  'nats-backlog',
  'etcd-slow',
  'worker-crash-loop',
  'planner-blind',
  'scrape-target-gone',
  'clock-skew',
  'log-shipping-stopped',
  'traces-sampled-away',
  'bad-client',
  'long-prompts',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One thing that goes wrong, from when until when, and how badly. */
export interface FaultPlan {
  readonly kind: FaultKind;
  /** Seconds from the beginning of the scenario. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** From 0 (nothing) to 1 (as bad as it gets). */
  readonly strength: number;
  /** Number of the worker it hits, in the order of pools; the first one when left out. */
  readonly worker?: number;
}

/** Which faults act at a time. */
export class Faults {
  constructor(private readonly plans: readonly FaultPlan[]) {
    for (const { kind, startSeconds, endSeconds, strength } of plans) {
      if (!(startSeconds >= 0 && endSeconds > startSeconds && strength >= 0 && strength <= 1)) {
        throw new RangeError(
          `Fault ${kind}: it must start at 0 s or later, end after its start, and have a strength from 0 to 1; got ${startSeconds} s, ${endSeconds} s, ${strength}.`
        );
      }
    }
  }

  /** 0 when it does not act; for a fault of one worker, only for that worker. */
  strength(kind: FaultKind, atSeconds: number, worker?: number): number {
    let strongest = 0;
    for (const plan of this.plans) {
      const here = worker === undefined || (plan.worker ?? 0) === worker;
      if (plan.kind === kind && here && atSeconds >= plan.startSeconds && atSeconds < plan.endSeconds) {
        strongest = Math.max(strongest, plan.strength);
      }
    }
    return strongest;
  }

  /** All plans of a kind, for what happens once at their start or end. */
  plansOf(kind: FaultKind): readonly FaultPlan[] {
    return this.plans.filter((plan) => plan.kind === kind);
  }
}
