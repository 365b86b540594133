import { nixl as families } from '@dynamo-observability/signals';

import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import { Instruments } from '../instruments.ts';
import type { WorkerPage } from '../own-targets.ts';
import { atPort } from '../place.ts';
import { workerPlace } from '../worker/worker-process.ts';
import { microseconds } from './buckets.ts';

const PORT = 19_090;
const MICROSECONDS = 1e6;
const MEBIBYTE = 2 ** 20;
/** Part of the GPU memory that an engine registers: its KV pool. */
const REGISTERED = 0.6;
/** A transfer is handed over as a list of blocks. */
const POST_MICROSECONDS = 40;
const POST_SHARE = 0.01;
const none = {};

/** The NIXL agent of a worker. A decode worker reads from a prefill worker, so it is the one that measures time. */
export class NixlAgent implements WorkerPage {
  readonly page: Instruments;
  readonly labels: WorkerPage['labels'];

  constructor(world: World, worker: WorkerState) {
    this.page = new Instruments({ hostname: worker.node, agent_name: worker.name });
    this.labels = workerPlace(world, worker, 'nixl', atPort(worker.instance, PORT));
    const totals = [
      families.txBytes,
      families.rxBytes,
      families.txRequests,
      families.rxRequests,
      families.memoryDeregistered,
      families.transferTime,
      families.postTime,
      families.telemetryEventsDropped,
    ];
    totals.forEach((family) => this.page.touch(family, none));
    const memory = worker.gpus.reduce((sum, gpu) => sum + gpu.memoryTotalMib, 0) * MEBIBYTE;
    this.page.add(families.memoryRegistered, none, Math.round(memory * REGISTERED));
    for (const family of [
      families.txLastBytes,
      families.rxLastBytes,
      families.lastTransferTime,
      families.lastPostTime,
    ]) {
      this.page.touch(family, none);
    }
    this.page.touchHistogram(families.transferDuration, none, microseconds);
    this.page.touchHistogram(families.postDuration, none, microseconds);
  }

  sent(bytes: number): void {
    this.page.add(families.txBytes, none, bytes);
    this.page.add(families.txRequests, none, 1);
    this.page.set(families.txLastBytes, none, bytes);
  }

  received(bytes: number, seconds: number): void {
    const time = seconds * MICROSECONDS;
    const post = POST_MICROSECONDS + POST_SHARE * time;
    this.page.add(families.rxBytes, none, bytes);
    this.page.add(families.rxRequests, none, 1);
    this.page.set(families.rxLastBytes, none, bytes);
    this.page.add(families.transferTime, none, time);
    this.page.add(families.postTime, none, post);
    this.page.set(families.lastTransferTime, none, time);
    this.page.set(families.lastPostTime, none, post);
    this.page.observe(families.transferDuration, none, time, microseconds);
    this.page.observe(families.postDuration, none, post, microseconds);
  }

  lostPeer(): void {
    this.page.add(families.errors, { status: 'NIXL_ERR_REMOTE_DISCONNECT' }, 1);
  }
}
