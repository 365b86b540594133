import { nats as families } from '@dynamo-observability/signals';

import type { KvEventKind, Observer } from '../../story/observer.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import type { Exporter, ScrapeTarget } from '../exporter.ts';
import { Instruments } from '../instruments.ts';
import { KvEventStream } from './kv-event-stream.ts';

const BYTES_PER_MESSAGE = 420;
const SUBSCRIPTIONS_PER_PROCESS = 6;
/** Messages a second that a process sends without anything to do. */
const KEEP_ALIVE_PER_SECOND = 0.2;
const GIBIBYTE = 2 ** 30;
const MEBIBYTE = 2 ** 20;
/** A client that is this far behind is cut off about once a minute. */
const SLOW_ENOUGH = 0.5;
const CUT_OFF_EVERY_SECONDS = 60;
const none = {};

const still = [
  families.routes,
  families.leafNodes,
  families.jetstreamMemory,
  families.jetstreamApiErrors,
  families.disabled,
];

/** The exporter of one NATS server, which carries the KV events of all deployments. There is one where NATS is used. */
export class NatsMetrics implements Exporter, Observer {
  readonly targets: ScrapeTarget[] = [];
  private readonly page = new Instruments({
    server_id: 'NCXK4T2PLZ7UEQ5W',
    server_name: 'nats-0',
    cluster: 'nats',
    meta_leader: 'nats-0',
    is_meta_leader: 'true',
  });
  private readonly streams: readonly KvEventStream[];
  private at = 0;
  private cutOff = 0;
  private keepAlive = 0;

  constructor(private readonly world: World) {
    const { deployments, frontends, nats } = world.scenario;
    this.streams = deployments.map(
      ({ dynamoNamespace }) => new KvEventStream(this.page, `${dynamoNamespace}-kv-events`, frontends)
    );
    if (nats) {
      const labels = { job: 'nats-prometheus-exporter', instance: 'nats-prometheus-exporter:7777' };
      this.targets.push({ labels, page: this.page, startedAt: 0, endedAt: undefined });
    }
    still.forEach((family) => this.page.set(family, none, 0));
    this.page.set(families.jetstreamMaxStorage, none, 10 * GIBIBYTE);
    this.page.set(families.jetstreamMaxMemory, none, GIBIBYTE);
    this.page.set(families.maxStorage, none, 10 * GIBIBYTE);
    this.page.set(families.maxMemory, none, GIBIBYTE);
  }

  kvEvent(worker: WorkerState, _kind: KvEventKind, _blocks: number, delivered: boolean): void {
    const stream = this.streams[worker.deploymentIndex];
    if (delivered && stream !== undefined) {
      stream.published++;
    }
  }

  refresh(_target: ScrapeTarget, at: number): void {
    // What is told now happened since the last look.
    const backlog = this.world.faults.strength('nats-backlog', (this.at + at) / 2);
    const passed = at - this.at;
    this.streams.forEach((stream) => stream.refresh(at, backlog));
    this.cutOff += backlog >= SLOW_ENOUGH ? passed / CUT_OFF_EVERY_SECONDS : 0;
    this.keepAlive += passed * KEEP_ALIVE_PER_SECOND * this.processes;
    this.at = at;
    this.refreshServer();
    this.refreshJetstream();
  }

  private get processes(): number {
    return this.world.alive.length + this.world.scenario.frontends;
  }

  private refreshServer(): void {
    const published = this.streams.reduce((sum, stream) => sum + stream.published, 0);
    const given = published * this.world.scenario.frontends - this.pending;
    const incoming = Math.floor(published + this.keepAlive);
    const outgoing = Math.floor(given + this.keepAlive);
    const { page } = this;
    page.set(families.connections, none, this.processes);
    page.set(families.listedConnections, none, this.processes);
    page.set(families.subscriptions, none, this.processes * SUBSCRIPTIONS_PER_PROCESS);
    page.set(families.inMessages, none, incoming);
    page.set(families.outMessages, none, outgoing);
    page.set(families.inBytes, none, incoming * BYTES_PER_MESSAGE);
    page.set(families.outBytes, none, outgoing * BYTES_PER_MESSAGE);
    page.set(families.slowConsumers, none, Math.floor(this.cutOff));
    page.set(families.pendingBytes, none, this.pending * BYTES_PER_MESSAGE);
    page.set(families.cpu, none, 1 + 0.02 * this.processes);
    page.set(families.memory, none, Math.floor(38 * MEBIBYTE + this.pending * BYTES_PER_MESSAGE));
  }

  private refreshJetstream(): void {
    const sum = (of: (stream: KvEventStream) => number) => this.streams.reduce((all, stream) => all + of(stream), 0);
    const bytes = sum((stream) => stream.bytes);
    this.page.set(families.jetstreamStorage, none, bytes);
    this.page.set(families.streams, none, this.streams.length);
    this.page.set(
      families.consumers,
      none,
      sum((stream) => stream.consumerCount)
    );
    this.page.set(
      families.messages,
      none,
      sum((stream) => stream.messages)
    );
    this.page.set(families.messageBytes, none, bytes);
  }

  private get pending(): number {
    return Math.floor(this.streams.reduce((sum, stream) => sum + stream.pending, 0));
  }
}
