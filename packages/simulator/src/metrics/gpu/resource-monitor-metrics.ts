import { resourceMonitor as families } from '@dynamo-observability/signals';

import { Random } from '../../random/random.ts';
import type { Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';

const PORT = 8051;
const MIB_PER_GIB = 1024;
const GIGA = 1e9;
const PERCENT = 100;
const none = {};

/** Dynamo's script that watches one development machine: here the first node. Its host figures are background. */
export class ResourceMonitorMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly page = new Instruments({}, 'python');
  private readonly random: Random;
  private node: string | undefined;

  constructor(private readonly world: World) {
    this.random = Random.stream(world.scenario.seed, 'metrics/resource-monitor');
  }

  workerStarted(worker: WorkerState): void {
    if (this.targets.length === 0) {
      this.node = worker.node;
      const labels = { job: 'dynamo-resource-monitor', instance: `${worker.node}:${PORT}` };
      this.targets.push({ labels, page: this.page, startedAt: 0, endedAt: undefined });
    }
  }

  refresh(): void {
    const workers = this.world.alive.filter(({ node }) => node === this.node);
    this.refreshGpus(workers);
    this.refreshHost(workers);
  }

  private refreshGpus(workers: readonly WorkerState[]): void {
    for (const worker of workers) {
      for (const gpu of worker.gpus.filter(({ lost }) => !lost)) {
        const labels = { gpu: String(gpu.index) };
        const process = { ...labels, pid: String(4200 + worker.slot), process_name: `worker-${worker.slot}` };
        this.page.set(families.gpuMemoryUsed, process, gpu.memoryUsedMib / MIB_PER_GIB);
        this.page.set(families.gpuMemoryTotal, labels, gpu.memoryTotalMib / MIB_PER_GIB);
        this.page.set(families.gpuUtilization, labels, gpu.busy * PERCENT);
        this.page.set(families.gpuTemperature, labels, gpu.temperatureCelsius);
        this.page.set(families.gpuPcieTx, labels, gpu.pcieTxBytesPerSecond / GIGA);
        this.page.set(families.gpuPcieRx, labels, gpu.pcieRxBytesPerSecond / GIGA);
      }
    }
  }

  private refreshHost(workers: readonly WorkerState[]): void {
    const running = workers.reduce((sum, worker) => sum + worker.running.length, 0);
    this.page.set(families.cpuUtilization, none, Math.min(PERCENT, 6 + 0.2 * running + this.random.uniform(0, 2)));
    for (const worker of workers) {
      const labels = { process_name: `worker-${worker.slot}` };
      this.page.set(families.cpuProcess, labels, 20 + worker.running.length + this.random.uniform(0, 5));
    }
    this.page.set(families.networkSent, none, 0.8 + 0.05 * running);
    this.page.set(families.networkReceived, none, 0.4 + 0.02 * running);
    this.page.set(families.diskRead, none, this.random.uniform(0, 0.5));
    this.page.set(families.diskWritten, none, this.random.uniform(0.5, 2));
  }
}
