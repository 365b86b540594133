import type { GpuState } from '../../story/gpu.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { JoinedPage } from '../joined-page.ts';
import { Device } from './device.ts';
import { GpuPage } from './gpu-page.ts';
import { hostOf } from './node-address.ts';

const PORT = 9400;

interface Node {
  readonly page: JoinedPage;
  readonly shown: Map<string, GpuPage>;
}

/**
 * dcgm-exporter on each node. Its series name the pod that uses a GPU, so its scrape keeps the labels of the page and adds
 * only `job` and `instance`. A GPU that has fallen off the bus is no longer on the page.
 */
export class DcgmMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly nodes = new Map<string, Node>();
  private readonly devices = new Map<string, Device>();

  constructor(private readonly world: World) {}

  xid(worker: WorkerState, gpu: GpuState, code: number, at: number): void {
    this.pageOf(worker, gpu).xid(code, at);
  }

  refresh(at: number): void {
    const present = new Set<GpuPage>();
    for (const worker of this.world.alive) {
      for (const gpu of worker.gpus) {
        const page = this.pageOf(worker, gpu);
        if (!gpu.lost) {
          page.refresh(at);
          present.add(page);
        }
      }
    }
    for (const { page, shown } of this.nodes.values()) {
      for (const [uuid, gpuPage] of shown) {
        if (!present.has(gpuPage)) {
          page.leave(gpuPage.page);
          shown.delete(uuid);
        }
      }
    }
  }

  private pageOf(worker: WorkerState, gpu: GpuState): GpuPage {
    const node = this.nodeOf(worker);
    let device = this.devices.get(gpu.uuid);
    if (device === undefined) {
      device = new Device();
      this.devices.set(gpu.uuid, device);
    }
    const known = node.shown.get(gpu.uuid);
    if (!device.takeOver(gpu) && known !== undefined) {
      return known;
    }
    if (known !== undefined) {
      node.page.leave(known.page);
    }
    const made = new GpuPage(gpu, device, worker, this.world.scenario.kubernetes);
    node.page.join(made.page);
    node.shown.set(gpu.uuid, made);
    return made;
  }

  private nodeOf(worker: WorkerState): Node {
    let node = this.nodes.get(worker.node);
    if (node === undefined) {
      node = { page: new JoinedPage(), shown: new Map() };
      this.nodes.set(worker.node, node);
      const labels = { job: 'dcgm-exporter', instance: hostOf(worker, PORT) };
      this.targets.push({ labels, page: node.page, startedAt: 0, endedAt: undefined });
    }
    return node;
  }
}
