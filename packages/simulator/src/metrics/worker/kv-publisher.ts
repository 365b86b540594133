import { worker as families } from '@dynamo-observability/signals';

import type { KvEventKind } from '../../story/observer.ts';
import type { Instruments } from '../instruments.ts';

const none = {};
const kinds: readonly KvEventKind[] = ['stored', 'removed', 'cleared'];

const labelsOf = (stage: 'received' | 'accepted') =>
  Object.fromEntries(kinds.map((kind) => [kind, { stage, event_type: kind }])) as {
    readonly [K in KvEventKind]: { readonly stage: string; readonly event_type: K };
  };
const received = labelsOf('received');
const accepted = labelsOf('accepted');

/** KV events on their way from the engine to the routers. TensorRT-LLM hands them over within its process, without ZMQ. */
export class KvPublisher {
  constructor(
    private readonly to: Instruments,
    private readonly overZmq: boolean
  ) {
    to.touch(families.kvEngineDroppedEvents, none);
  }

  event(kind: KvEventKind, delivered: boolean): void {
    if (!delivered) {
      this.to.add(families.kvEngineDroppedEvents, none, 1);
    } else if (this.overZmq) {
      this.to.add(families.kvZmqEvents, received[kind], 1);
      this.to.add(families.kvZmqEvents, accepted[kind], 1);
    }
  }
}

/** Slots of the agent that keeps the KV state of sequences: one a sequence that the engine may run. */
export class KvStateAgent {
  constructor(
    private readonly to: Instruments,
    private readonly slots: number
  ) {
    to.touch(families.kvStateAgentCapacityRejected, none);
    to.set(families.kvStateAgentSlots, { state: 'total' }, slots);
    to.set(families.kvStateAgentSlots, { state: 'failed' }, 0);
  }

  private readonly active = { state: 'active' };
  private readonly detached = { state: 'detached' };

  /** @param wanted requests inside the worker */
  refresh(wanted: number): void {
    this.to.set(families.kvStateAgentSlots, this.active, Math.min(this.slots, wanted));
    this.to.set(families.kvStateAgentSlots, this.detached, Math.max(0, this.slots - wanted));
  }

  arrived(inside: number): void {
    if (inside > this.slots) {
      this.to.add(families.kvStateAgentCapacityRejected, none, 1);
    }
  }
}
