import type { GpuState } from '../../story/gpu.ts';
import type { WorkerState } from '../../story/worker.ts';
import { Instruments, type Page } from '../instruments.ts';
import { JoinedPage } from '../joined-page.ts';
import { LabelledPage } from '../labelled-page.ts';
import { servingNamespace } from '../place.ts';
import { GpuHistory } from './gpu-history.ts';
import { GpusPage } from './gpus-page.ts';
import type { Look } from './readings.ts';
import { XidReport } from './xid-report.ts';

/** What a node shows as long as the same pod has the same GPUs. */
interface Shown {
  readonly pod: string | undefined;
  readonly page: Page;
  readonly looks: readonly Look[];
  readonly xids: readonly XidReport[];
}

/** The GPUs of one node, which a worker uses, or none. */
export class GpuNode {
  readonly page = new JoinedPage();
  /** On Kubernetes series name its pod. */
  worker: WorkerState | undefined;
  private readonly histories = new Map<GpuState, GpuHistory>();
  private shown: Shown | undefined;

  constructor(
    readonly slot: number,
    private readonly kubernetes: boolean
  ) {}

  xid(gpu: GpuState, code: number, at: number): void {
    this.historyOf(gpu).xids.add(code, at);
  }

  /** @param gpus of the node; one that has fallen off the bus is not shown */
  refresh(gpus: readonly GpuState[], at: number): void {
    const present = gpus.filter(({ lost }) => !lost);
    const pod = this.kubernetes ? this.worker?.name : undefined;
    if (this.shown === undefined || this.shown.pod !== pod || !same(this.shown.looks, present)) {
      this.shown = this.show(present, pod, this.shown?.page);
    }
    for (const look of this.shown.looks) {
      look.used = this.worker !== undefined;
      look.history.refresh(look.gpu, at);
    }
    this.shown.xids.forEach((report) => report.refresh(at));
  }

  private show(gpus: readonly GpuState[], pod: string | undefined, before: Page | undefined): Shown {
    if (before !== undefined) {
      this.page.leave(before);
    }
    const looks = gpus.map((gpu) => ({ gpu, history: this.historyOf(gpu), used: false }));
    const instruments = new Instruments();
    const xids = looks.map(({ gpu, history }) => new XidReport(instruments, gpu, history));
    const own = new JoinedPage(new GpusPage(looks), instruments);
    const page =
      pod === undefined ? own : new LabelledPage(own, { pod, namespace: servingNamespace, container: 'main' });
    this.page.join(page);
    return { pod, page, looks, xids };
  }

  private historyOf(gpu: GpuState): GpuHistory {
    const history = this.histories.get(gpu) ?? new GpuHistory();
    this.histories.set(gpu, history);
    return history;
  }
}

const same = (looks: readonly Look[], gpus: readonly GpuState[]): boolean =>
  looks.length === gpus.length && looks.every(({ gpu }, index) => gpu === gpus[index]);
