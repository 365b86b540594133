import { gpu as families } from '@dynamo-observability/signals';

import type { GpuState } from '../../story/gpu.ts';
import type { Instruments } from '../instruments.ts';
import { deviceLabels } from './device-labels.ts';
import { WINDOW_SECONDS, type GpuHistory } from './gpu-history.ts';
import { xidMessage } from './xid-messages.ts';

/** XID errors of one GPU: the last code, which its labels repeat, and how many of each code there were of late. */
export class XidReport {
  private last;

  constructor(
    private readonly to: Instruments,
    private readonly gpu: GpuState,
    private readonly history: GpuHistory
  ) {
    this.last = this.labelsOf(gpu.xidLast);
  }

  refresh(at: number): void {
    const { gpu, to } = this;
    if (this.last.err_code !== String(gpu.xidLast)) {
      to.remove(families.xid, this.last);
      this.last = this.labelsOf(gpu.xidLast);
    }
    to.set(families.xid, this.last, gpu.xidLast);
    for (const [code, count] of this.history.xids.counts(at)) {
      const labels = { ...deviceLabels(gpu), xid: String(code), window_size_in_ms: String(WINDOW_SECONDS * 1000) };
      to.set(families.xidErrors, labels, count);
    }
  }

  private labelsOf(code: number) {
    return { ...deviceLabels(this.gpu), err_code: String(code), err_msg: xidMessage(code) };
  }
}
