import { controllerRuntime as families } from '@dynamo-observability/signals';

import type { Instruments } from '../instruments.ts';

/** As the library that the operator is built on sets them. */
const queueTime = Array.from({ length: 10 }, (_, power) => 1e-8 * 10 ** power);
const AT_ONCE = 1;

/** The queue of one controller of the operator. */
export class WorkQueue {
  private readonly labels: { readonly name: string; readonly controller: string };
  private readonly own: { readonly controller: string };

  constructor(
    private readonly to: Instruments,
    controller: string
  ) {
    this.own = { controller };
    this.labels = { name: controller, controller };
    to.touch(families.queueRetries, this.labels);
    to.touchHistogram(families.queueTime, this.labels, queueTime);
    to.set(families.maxWorkers, this.own, AT_ONCE);
    to.set(families.queueDepth, this.labels, 0);
    to.set(families.longestRunning, this.labels, 0);
    to.set(families.activeWorkers, this.own, 0);
  }

  done(waited: number): void {
    this.to.observe(families.queueTime, this.labels, waited, queueTime);
  }

  retried(): void {
    this.to.add(families.queueRetries, this.labels, 1);
  }
}
