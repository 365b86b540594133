import type { GpuState } from '../../story/gpu.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { GpuNode } from './gpu-node.ts';

const PORT = 9400;

/**
 * dcgm-exporter on each node. Its series name the pod that uses a GPU, so its scrape keeps the labels of the page and adds
 * only `job` and `instance`.
 */
export class DcgmMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly bySlot = new Map<number, GpuNode>();
  private readonly byTarget = new Map<ScrapeTarget, GpuNode>();

  constructor(private readonly world: World) {}

  workerStarted(worker: WorkerState, at: number): void {
    this.nodeOf(worker, at).worker = worker;
  }

  workerEnded(worker: WorkerState, _why: 'stopped' | 'crashed', at: number): void {
    this.nodeOf(worker, at).worker = undefined;
  }

  xid(worker: WorkerState, gpu: GpuState, code: number, at: number): void {
    this.nodeOf(worker, at).xid(gpu, code, at);
  }

  refresh(target: ScrapeTarget, at: number): void {
    const node = this.byTarget.get(target);
    node?.refresh(this.world.gpus.get(node.slot) ?? [], at);
  }

  private nodeOf(worker: WorkerState, at: number): GpuNode {
    let node = this.bySlot.get(worker.slot);
    if (node === undefined) {
      node = new GpuNode(worker.slot, this.world.scenario.kubernetes);
      const labels = { job: 'dcgm-exporter', instance: `${worker.node}:${PORT}` };
      const target: ScrapeTarget = { labels, page: node.page, startedAt: at, endedAt: undefined };
      this.bySlot.set(worker.slot, node);
      this.byTarget.set(target, node);
      this.targets.push(target);
    }
    return node;
  }
}
