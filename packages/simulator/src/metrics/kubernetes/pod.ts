import { kubernetes as families } from '@dynamo-observability/signals';

import { Instruments, type Page } from '../instruments.ts';
import { LabelledPage } from '../labelled-page.ts';
import { servingNamespace } from '../place.ts';

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;
const conditions = ['true', 'false', 'unknown'] as const;
const container = { container: 'main' };

/** A pod as kube-state-metrics sees it. A container that ended starts again in the same pod, unless the pod was deleted. */
export class Pod {
  readonly page: Page;
  private readonly to: Instruments;
  private waiting: string | undefined;

  constructor(
    readonly name: string,
    uid: string
  ) {
    this.to = new Instruments({ uid });
    this.page = new LabelledPage(this.to, { namespace: servingNamespace, pod: name });
    this.to.touch(families.containerRestarts, container);
    for (const phase of phases) {
      this.to.set(families.podPhase, { phase }, phase === 'Running' ? 1 : 0);
    }
    this.ready(true);
  }

  /** @param reason that Kubernetes gives, such as `Error` */
  terminated(reason: string): void {
    this.ready(false);
    this.to.set(families.containerTerminated, { ...container, reason }, 1);
    this.wait('CrashLoopBackOff');
  }

  restarted(): void {
    this.to.add(families.containerRestarts, container, 1);
    this.wait(undefined);
    this.ready(true);
  }

  private ready(ready: boolean): void {
    for (const condition of conditions) {
      this.to.set(families.podReady, { condition }, condition === String(ready) ? 1 : 0);
    }
  }

  private wait(reason: string | undefined): void {
    if (this.waiting !== undefined) {
      this.to.remove(families.containerWaiting, { ...container, reason: this.waiting });
    }
    if (reason !== undefined) {
      this.to.set(families.containerWaiting, { ...container, reason }, 1);
    }
    this.waiting = reason;
  }
}
