import type { Read, SimulatedRun } from './simulated-run.ts';
import type { TargetReadings } from './states.ts';

const atNats =
  (value: (world: Parameters<Read>[0]) => number): Read =>
  (world, { labels: { job = '' } }) =>
    job === 'nats-prometheus-exporter' ? [{ labels: {}, value: value(world) }] : [];

/** NATS and etcd keep few servers; what counts is who is connected. */
export const messagingStates: { readonly [name: string]: Read } = {
  'nats.clients': atNats(({ alive, scenario }) => alive.length + scenario.frontends),
  'nats.zero': atNats(() => 0),
  'etcd.zero': (_world, { labels: { job = '', instance = '' } }) =>
    job.startsWith('etcd') ? [{ labels: { instance }, value: 0 }] : [],
};

/** KV events that had reached the stream of each deployment when NATS was scraped. */
export const publishedEvents = (run: SimulatedRun): readonly TargetReadings[] =>
  run.readings('nats.zero').map(({ scrapes }) => ({
    scrapes: scrapes.map(({ at, readings }) => ({
      at,
      readings: readings.flatMap(() =>
        run.scenario.deployments.map(({ dynamoNamespace }, index) => ({
          labels: { stream_name: `${dynamoNamespace}-kv-events` },
          value: run.story.kvEvents.filter(
            (event) => event.at <= at && event.delivered && event.worker.deploymentIndex === index
          ).length,
        }))
      ),
    })),
  }));
