import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { kvEvents } from '../cache/cache.ts';
import { figures, halves, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as etcd from './etcd.ts';
import * as events from './event-plane.ts';
import * as jetstream from './jetstream.ts';
import * as nats from './nats.ts';
import { streams } from './streams.ts';

const rows: readonly Row[] = [
  {
    id: 'messages-arrive',
    title: 'Do messages arrive?',
    collapsed: false,
    panels: [
      ...figures(
        events.lostEvents,
        events.notApplied,
        nats.slowConsumers,
        jetstream.backlogNow,
        etcd.withoutLeader,
        etcd.quota
      ),
      ...line(8, 11)(kvEvents, nats.messages, etcd.diskLatency),
    ],
  },
  {
    id: 'event-plane',
    title: 'Do KV events get from engine to router?',
    collapsed: false,
    panels: thirds(events.publishedEvents, events.oddEvents, events.lostPerWorker),
  },
  {
    id: 'nats-row',
    title: 'Does NATS keep up?',
    collapsed: false,
    panels: [
      ...line(6, 8)(nats.clientErrors, nats.waitingBytes, nats.clients, nats.bytes),
      ...thirds(jetstream.backlog, jetstream.lag, jetstream.storage),
    ],
  },
  {
    id: 'etcd-row',
    title: 'Does etcd keep leases and discovery alive?',
    collapsed: false,
    panels: line(8, 8)(etcd.leases, etcd.leader, etcd.elections),
  },
  {
    id: 'etcd-inside',
    title: 'etcd in detail',
    collapsed: true,
    panels: [
      ...halves(etcd.fsync, etcd.database),
      ...line(6, 8)(etcd.peers, etcd.calls, etcd.callFailures, etcd.callBacklog),
    ],
  },
  {
    id: 'jetstream-inside',
    title: 'JetStream in detail',
    collapsed: true,
    panels: [
      ...line(24, 8)(streams),
      ...thirds(
        jetstream.deliveries,
        jetstream.unacknowledged,
        jetstream.redelivered,
        jetstream.silence,
        jetstream.unconfirmedSpan,
        jetstream.waitingPulls,
        jetstream.kept,
        jetstream.serverLimits,
        jetstream.copies
      ),
      ...line(12, 8)(jetstream.apiErrors, jetstream.enabled),
    ],
  },
  {
    id: 'nats-inside',
    title: 'NATS servers',
    collapsed: true,
    panels: thirds(nats.natsCpu, nats.natsMemory, nats.cluster),
  },
];

/** Whether events and requests get through: ZMQ, NATS, JetStream and etcd, each of which an installation may do without. */
export const messagingDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-messaging',
  title: 'Messaging',
  description:
    'KV events, NATS, JetStream and etcd under NVIDIA Dynamo: what is lost, what waits, and whether leases and discovery live.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const messagingPage = messagingDashboard();
