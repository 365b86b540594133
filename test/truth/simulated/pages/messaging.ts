import { each, exactLines, exactly, growth, latest, merged, type Figures } from '../figures.ts';
import { publishedEvents } from '../messaging-states.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import type { PanelTruth, Untold } from '../truth.ts';

const hourBefore: Untold = { reason: 'The arrow looks an hour back, before the scenario began.' };
const noEtcd: Untold = { reason: 'The story has no etcd; its calls, disk and database are steady background.' };
const noConsumers: Untold = {
  reason: 'The story hands KV events over at once; how far consumers are is made by the page.',
};
const noServer: Untold = { reason: 'The story has no NATS server; its own use of resources is background.' };
const noBytes: Untold = { reason: 'The story knows no size of a message, and keep-alives are background.' };
const noRoutes: Untold = { reason: 'The story has one NATS server, without routes, sources or mirrors.' };

/** A stream keeps so many messages. */
const LIMIT_MESSAGES = 100_000;

const jetstream = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const published = publishedEvents(run);
  const kept: Figures = each(latest(published), (count) => Math.min(count, LIMIT_MESSAGES));
  const consumers: Figures = each(latest(published), () => run.scenario.frontends);
  return {
    'jetstream-backlog-now': { A: noConsumers, B: hourBefore },
    'jetstream-backlog': { A: noConsumers },
    'jetstream-lag': { A: noConsumers },
    'jetstream-storage': { A: noBytes },
    'jetstream-streams': {
      A: exactly(kept),
      C: noBytes,
      D: noBytes,
      E: exactly(consumers),
      G: exactly(latest(published)),
      H: exactly(growth(published)),
    },
    'jetstream-deliveries': { A: exactLines({ published: merged(growth(published), 'sum') }) },
    'jetstream-unacknowledged': { A: noConsumers },
    'jetstream-redelivered': { A: noConsumers },
    'jetstream-silence': { A: noConsumers, B: noConsumers },
    'jetstream-unconfirmed-span': { A: noConsumers },
    'jetstream-waiting-pulls': { A: noConsumers },
    'jetstream-kept': { A: exactly(merged(kept, 'sum')), B: noBytes },
    'jetstream-servers': {
      A: exactLines({ streams: merged(kept, 'count'), consumers: merged(consumers, 'sum') }),
      B: noServer,
    },
    'jetstream-copies': { A: noRoutes, B: noRoutes },
  };
};

/** The page Messaging: by panel, and by query. Panels of KV events that other pages share have their truth there. */
export const messagingTruths = (run: SimulatedRun): { readonly [panel: string]: PanelTruth } => {
  const never = latest(run.readings('nats.zero'));
  const clients = latest(run.readings('nats.clients'));
  return {
    ...jetstream(run),
    'nats-slow-consumers': { B: hourBefore },
    'nats-messages': { A: noBytes },
    'nats-waiting-bytes': { A: noConsumers, B: exactly(clients) },
    'nats-clients': { A: exactLines({ connections: clients }) },
    'nats-bytes': { A: noBytes },
    'nats-cpu': { A: noServer },
    'nats-memory': { A: noServer },
    'nats-cluster': { A: noRoutes },
    'jetstream-api-errors': { A: exactly(never) },
    'etcd-without-leader': { A: exactly(merged(latest(run.readings('etcd.zero')), 'sum')), B: hourBefore },
    'etcd-quota': { A: noEtcd, B: hourBefore },
    'etcd-disk-latency': { A: noEtcd },
    'etcd-leases': { A: noEtcd },
    'etcd-leader': { A: exactly(each(latest(run.readings('etcd.zero')), () => 1)) },
    'etcd-elections': { A: noEtcd },
    'etcd-fsync': { A: noEtcd, B: noEtcd },
    'etcd-database': { A: noEtcd },
    'etcd-peers': { A: noEtcd, B: noEtcd },
    'etcd-calls': { A: noEtcd },
    'etcd-call-failures': { A: noEtcd },
    'etcd-call-backlog': { A: noEtcd, B: noEtcd },
    'lost-kv-events': { B: hourBefore },
    'kv-events-not-applied': { B: hourBefore },
  };
};
