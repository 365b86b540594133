import type { GpuState } from '../../story/gpu.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { JoinedPage } from '../joined-page.ts';
import { GpuPage } from './gpu-page.ts';

const PORT = 9400;

/** The GPUs of one slot for workers. */
interface Node {
  readonly slot: number;
  readonly page: JoinedPage;
  readonly shown: Map<GpuState, GpuPage>;
  worker: WorkerState | undefined;
}

/**
 * dcgm-exporter on each node. Its series name the pod that uses a GPU, so its scrape keeps the labels of the page and adds
 * only `job` and `instance`. A GPU that has fallen off the bus is no longer on the page.
 */
export class DcgmMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly bySlot = new Map<number, Node>();
  private readonly byTarget = new Map<ScrapeTarget, Node>();

  constructor(private readonly world: World) {}

  workerStarted(worker: WorkerState, at: number): void {
    this.nodeOf(worker, at).worker = worker;
  }

  workerEnded(worker: WorkerState, _why: 'stopped' | 'crashed', at: number): void {
    this.nodeOf(worker, at).worker = undefined;
  }

  xid(worker: WorkerState, gpu: GpuState, code: number, at: number): void {
    this.pageOf(this.nodeOf(worker, at), gpu).xid(code, at);
  }

  refresh(target: ScrapeTarget, at: number): void {
    const node = this.byTarget.get(target);
    for (const gpu of this.world.gpus.get(node?.slot ?? -1) ?? []) {
      if (node === undefined) {
        continue;
      }
      const page = this.pageOf(node, gpu);
      page.refresh(at, node.worker !== undefined);
      this.show(node, page, !gpu.lost);
    }
  }

  private show(node: Node, { page }: GpuPage, present: boolean): void {
    node.page.leave(page);
    if (present) {
      node.page.join(page);
    }
  }

  /** A GPU changes its pod when another worker takes it. */
  private pageOf(node: Node, gpu: GpuState): GpuPage {
    const pod = this.world.scenario.kubernetes ? node.worker?.name : undefined;
    const known = node.shown.get(gpu);
    if (known?.pod === pod && known !== undefined) {
      return known;
    }
    if (known !== undefined) {
      node.page.leave(known.page);
    }
    const made = new GpuPage(gpu, pod, known);
    node.shown.set(gpu, made);
    return made;
  }

  private nodeOf(worker: WorkerState, at: number): Node {
    let node = this.bySlot.get(worker.slot);
    if (node === undefined) {
      node = { slot: worker.slot, page: new JoinedPage(), shown: new Map(), worker };
      const labels = { job: 'dcgm-exporter', instance: `${worker.node}:${PORT}` };
      const target: ScrapeTarget = { labels, page: node.page, startedAt: at, endedAt: undefined };
      this.bySlot.set(worker.slot, node);
      this.byTarget.set(target, node);
      this.targets.push(target);
    }
    return node;
  }
}
