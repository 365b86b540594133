import { planner as families } from '@dynamo-observability/signals';

import type { Instruments } from '../instruments.ts';

const latency = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const overrideTypes = ['SET', 'AT_LEAST', 'AT_MOST', 'REJECT'] as const;
/** Failures in a row after which a plugin is cut off. */
const FAILURES_UNTIL_OPEN = 3;
const CLOSED = 0;
const HALF_OPEN = 0.5;
const OPEN = 1;

export type PluginResult = 'accept' | 'set' | 'at_least' | 'at_most' | 'error';

/** A plugin of the planner with its circuit breaker: cut off when it keeps failing, and then its last answer is used again. */
export class Plugin {
  private failures = 0;
  private circuit = CLOSED;
  private answeredAt: number | undefined;
  private readonly own: { readonly plugin_id: string };
  private readonly staged: { readonly plugin_id: string; readonly stage: string };

  constructor(
    private readonly to: Instruments,
    id: string,
    stage: string
  ) {
    this.own = { plugin_id: id };
    this.staged = { plugin_id: id, stage };
  }

  /** One tick. @param lag seconds by which it was late @param seconds that it took */
  tick(result: PluginResult, at: number, lag: number, seconds: number): void {
    const { own, staged, to } = this;
    to.set(families.tickLag, own, lag);
    for (const override_type of overrideTypes) {
      to.set(families.pluginOverrideActive, { ...staged, override_type }, 0);
    }
    if (result === 'error' && this.circuit === OPEN) {
      to.add(families.pluginEvaluations, { ...staged, result: 'held_over' }, 1);
    } else {
      to.add(families.pluginEvaluations, { ...staged, result }, 1);
    }
    if (result === 'error') {
      this.fail(at);
    } else {
      this.answer(at, seconds);
    }
    to.set(families.pluginCircuitState, own, this.circuit);
  }

  /** It has nothing to do in this tick. */
  skip(): void {
    this.to.add(families.tickSkipped, this.own, 1);
  }

  misses(missing_field: string): void {
    this.to.add(families.tickRequiresUnsatisfied, { ...this.own, missing_field }, 1);
  }

  private fail(at: number): void {
    this.failures++;
    this.circuit = this.failures >= FAILURES_UNTIL_OPEN ? OPEN : this.circuit;
    if (this.answeredAt !== undefined) {
      this.to.add(families.pluginHeldOver, this.staged, 1);
      this.to.set(families.pluginCacheAge, this.own, at - this.answeredAt);
    }
  }

  /** The first answer after the circuit was open is a trial. */
  private answer(at: number, seconds: number): void {
    this.circuit = this.circuit === OPEN ? HALF_OPEN : CLOSED;
    this.failures = 0;
    if (this.answeredAt !== undefined && at > this.answeredAt && this.heldOver) {
      this.to.set(families.pluginCacheAge, this.own, 0);
    }
    this.answeredAt = at;
    this.to.observe(families.pluginLatency, this.staged, seconds, latency);
  }

  private get heldOver(): boolean {
    return this.circuit === HALF_OPEN;
  }
}
