import { failover as families } from '@dynamo-observability/signals';

import type { WorkerState } from '../../story/worker.ts';
import type { Instruments } from '../instruments.ts';
import { componentOf } from '../place.ts';

const states = ['init', 'standby', 'waking', 'active'] as const;
type State = (typeof states)[number];

/** What stays when a worker is replaced: kept on disk beside the engines. */
export interface Takeovers {
  count: number;
  /** When the worker before this one was lost. */
  lostAt: number | undefined;
}

/** An active engine and its shadow, which takes over when the worker is lost: the new worker is the woken shadow. */
export class Failover {
  constructor(
    private readonly to: Instruments,
    worker: WorkerState,
    takeovers: Takeovers,
    startMs: number,
    loadSeconds: number
  ) {
    const woken = takeovers.lostAt !== undefined;
    const labels = (engine: 'a' | 'b') => ({
      engine_id: `${worker.name}-${engine}`,
      model: worker.deployment.model,
      dynamo_component: componentOf(worker),
    });
    const since = startMs / 1000 + worker.startedAt;
    const [active, shadow] = takeovers.count % 2 === 0 ? [labels('a'), labels('b')] : [labels('b'), labels('a')];
    this.enter(active, woken ? ['init', 'standby', 'waking', 'active'] : ['init', 'active'], since);
    this.enter(shadow, ['init', 'standby'], since);
    to.set(families.lastStateDuration, { ...active, state: 'init' }, loadSeconds);
    to.set(families.lastStateDuration, { ...shadow, state: 'init' }, loadSeconds);
    if (takeovers.lostAt !== undefined) {
      to.set(families.lastStateDuration, { ...active, state: 'waking' }, worker.startedAt - takeovers.lostAt);
    }
    for (const engine of [active, shadow]) {
      const switches = engine === active ? takeovers.count : 0;
      to.setTotal(families.switchAttempts, engine, switches);
      to.setTotal(families.switchSuccesses, engine, switches);
    }
  }

  private enter(engine: { readonly engine_id: string }, way: readonly State[], since: number): void {
    for (const state of states) {
      this.to.set(families.state, { ...engine, state }, state === way.at(-1) ? 1 : 0);
    }
    this.to.set(families.stateEntered, engine, since);
    way.slice(1).forEach((state, index) => {
      this.to.add(families.transitions, { ...engine, from_state: way[index] ?? 'init', to_state: state }, 1);
    });
  }
}
