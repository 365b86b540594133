import {
  busiest,
  highest,
  lines,
  lowest,
  per,
  rateOfRisingGauge,
  subtract,
  sum,
  value,
  type Expr,
  type Kind,
} from '@dynamo-observability/query';
import { nats } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { byStream, published, streamLeader, withoutJetstream } from './streams.ts';

const jetstreamChart = (chart: Chart) =>
  timeseries({ absence: withoutJetstream, colourByName: true, shortLegend: true, ...chart });

/** Every replica reports a consumer; only the leader's figures count (metric-science.md E1). */
const consumerLeader = { is_consumer_leader: 'true' } as const;
const byConsumer = { by: ['stream_name', 'consumer_name'] } as const;
const consumerLegend = '{{stream_name}} {{consumer_name}}';
type OfConsumer = 'stream_name' | 'consumer_name';

const eightConsumers = <K extends Kind>(of: Expr<OfConsumer, K>): Expr<OfConsumer, K> => busiest(8, of, byConsumer.by);

const pending = sum(value(nats.consumerPending, consumerLeader), byConsumer);

export const backlogNow = statWithChange({
  id: 'jetstream-backlog-now',
  title: 'JetStream backlog',
  question: 'How many messages have consumers not been given yet?',
  reading:
    'Over all consumers. Near 0 is healthy. Rising for a quarter of an hour: a consumer is too slow or dead, and what it should know gets old.',
  absence: withoutJetstream,
  now: sum(pending),
  unit: 'short',
  decimals: 0,
});

export const backlog = jetstreamChart({
  id: 'jetstream-backlog',
  title: 'Backlog by consumer',
  question: 'Which consumer falls behind?',
  reading:
    'Messages that it has not been given yet, the eight that are furthest behind. A saw-tooth is a consumer that works in batches. Rising steadily: it is too slow. A step that stays: it is gone.',
  series: [series(eightConsumers(pending), consumerLegend)],
  unit: 'short',
});

export const lag = jetstreamChart({
  id: 'jetstream-lag',
  title: 'Lag in time',
  question: 'How old is what the consumers of a stream know?',
  reading:
    'Backlog of the slowest consumer over the rate at which messages are published, by stream. Seconds are fine for KV events; minutes mean that the router predicts with caches that are gone.',
  series: [series(per(highest(pending, byStream), published), '{{stream_name}}')],
  unit: 's',
});

export const unacknowledged = jetstreamChart({
  id: 'jetstream-unacknowledged',
  title: 'Unacknowledged',
  question: 'Which consumer takes messages and does not confirm them?',
  reading:
    'Given out and not confirmed yet. At max_ack_pending (1000 by default) the consumer gets nothing more. Standing still above 0: it hangs.',
  series: [series(eightConsumers(sum(value(nats.consumerAckPending, consumerLeader), byConsumer)), consumerLegend)],
  unit: 'short',
});

export const redelivered = jetstreamChart({
  id: 'jetstream-redelivered',
  title: 'Redelivered',
  question: 'Which messages are given out again and again?',
  reading:
    'Unconfirmed messages that were given out more than once, now. Good is 0. A number that stays: a message that makes its consumer fail.',
  series: [series(eightConsumers(sum(value(nats.consumerRedelivered, consumerLeader), byConsumer)), consumerLegend)],
  unit: 'short',
});

export const deliveries = jetstreamChart({
  id: 'jetstream-deliveries',
  title: 'Published and delivered',
  question: 'Do consumers keep pace with what is published?',
  reading:
    'Messages per second over all streams: published, given out (again counts again), confirmed. Given out above published times the number of consumers means repeats; confirmed below given out grows the backlog.',
  series: [
    series(
      lines({
        published: sum(published),
        'given out': sum(rateOfRisingGauge(nats.consumerDeliveredConsumerSequence, consumerLeader)),
        confirmed: sum(rateOfRisingGauge(nats.consumerAckFloorConsumerSequence, consumerLeader)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'mps',
});

export const unconfirmedSpan = jetstreamChart({
  id: 'jetstream-unconfirmed-span',
  title: 'Span not confirmed',
  question: 'How far apart are the newest and the oldest message that a consumer works on?',
  reading:
    'Last message given out minus the one up to which all are confirmed, in messages of the stream. Large with few unconfirmed messages: one old message is stuck and holds the stream back.',
  series: [
    series(
      eightConsumers(
        subtract(
          highest(value(nats.consumerDeliveredStreamSequence, consumerLeader), byConsumer),
          highest(value(nats.consumerAckFloorStreamSequence, consumerLeader), byConsumer)
        )
      ),
      consumerLegend
    ),
  ],
  unit: 'short',
});

export const silence = jetstreamChart({
  id: 'jetstream-silence',
  title: 'Since last confirmation',
  question: 'Which consumer has gone silent?',
  reading:
    'Time since it last confirmed anything, the eight longest. Long without a backlog is idle. Long with one is dead: restart it. "last delivery" of all is the time since NATS gave anything out.',
  series: [
    series(eightConsumers(highest(value(nats.consumerSinceAck, consumerLeader), byConsumer)), consumerLegend),
    series(lowest(value(nats.consumerSinceDelivery, consumerLeader)), 'last delivery'),
  ],
  unit: 's',
});

export const waitingPulls = jetstreamChart({
  id: 'jetstream-waiting-pulls',
  title: 'Waiting pulls',
  question: 'Do consumers ask for messages?',
  reading:
    'Requests for messages that wait, by consumer. Some are right: they ask and there is nothing. 0 with a backlog means that the consumer does not ask any more.',
  series: [series(eightConsumers(sum(value(nats.consumerWaiting, consumerLeader), byConsumer)), consumerLegend)],
  unit: 'short',
});

export const storage = timeseries({
  id: 'jetstream-storage',
  title: 'JetStream storage',
  question: 'Does JetStream run out of room?',
  reading:
    'Share of what it may keep, of the fullest server. Above 80 % act: at 100 % publishing fails. Shorten the retention of streams, or raise the limit.',
  absence: withoutJetstream,
  series: [
    series(
      lines({
        disk: highest(
          per(
            sum(value(nats.jetstreamStorage), { by: ['server_id'] }),
            sum(value(nats.jetstreamMaxStorage), { by: ['server_id'] })
          )
        ),
        memory: highest(
          per(
            sum(value(nats.jetstreamMemory), { by: ['server_id'] }),
            sum(value(nats.jetstreamMaxMemory), { by: ['server_id'] })
          )
        ),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
  limit: 0.8,
  shortLegend: true,
});

export const apiErrors = timeseries({
  id: 'jetstream-api-errors',
  title: 'JetStream API errors',
  question: 'Are requests to JetStream refused?',
  reading:
    'Per second, all servers. One now and then is a stream or key that is asked for before it exists. Lasting ones: no room, no quorum, or a wrong name.',
  absence: withoutJetstream,
  series: [series(sum(rateOfRisingGauge(nats.jetstreamApiErrors)), 'errors')],
  unit: 'eps',
  shortLegend: true,
});

export const copies = jetstreamChart({
  id: 'jetstream-copies',
  title: 'Copies behind',
  question: 'Are mirrors and sources of streams behind?',
  reading:
    'Messages by which a stream is behind its source or mirror, by stream. Near 0 is healthy. Rising: the link between the servers or sites is too slow or cut.',
  absence: 'No stream has a source or a mirror.',
  series: [
    series(highest(value(nats.streamSourceLag, streamLeader), byStream), '{{stream_name}} source'),
    series(highest(value(nats.streamMirrorLag, streamLeader), byStream), '{{stream_name}} mirror'),
  ],
  unit: 'short',
});

export const kept = timeseries({
  id: 'jetstream-kept',
  title: 'Messages kept',
  question: 'How much do the JetStream servers keep?',
  reading:
    'Messages on the fullest server, and bytes on the right. Flat under traffic is a stream at its limit that drops its oldest, as it should. Rising without end: a stream without a limit.',
  absence: withoutJetstream,
  series: [series(highest(value(nats.messages)), 'messages'), series(highest(value(nats.messageBytes)), 'bytes')],
  unit: 'short',
  overrides: [
    {
      matcher: { id: 'byName', options: 'bytes' },
      properties: [
        { id: 'unit', value: 'bytes' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
  shortLegend: true,
});

export const serverLimits = timeseries({
  id: 'jetstream-servers',
  title: 'JetStream servers',
  question: 'What do the JetStream servers hold, and what may they?',
  reading:
    'Streams and consumers of the server that has most, and the room in memory and on disk of the one that has least, on the right. Many consumers on few streams: processes leave theirs behind.',
  absence: withoutJetstream,
  series: [
    series(lines({ streams: highest(value(nats.streams)), consumers: highest(value(nats.consumers)) }), '{{line}}'),
    series(
      lines({ 'room on disk': lowest(value(nats.maxStorage)), 'room in memory': lowest(value(nats.maxMemory)) }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  shortLegend: true,
  overrides: [
    {
      matcher: { id: 'byRegexp', options: '/^room/' },
      properties: [
        { id: 'unit', value: 'bytes' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});

export const enabled = stateTimeline({
  id: 'jetstream-enabled',
  title: 'JetStream on',
  question: 'Is JetStream switched on at each server?',
  reading:
    'A server switches it off by itself when its disk is full or broken; streams with their leader there stop. Off at all servers is right where Dynamo does not use it.',
  absence: withoutJetstream,
  series: [series(highest(value(nats.disabled), { by: ['server_name'] }), '{{server_name}}')],
  unit: 'none',
  states: [
    { value: 0, name: 'on', color: 'green' },
    { value: 1, name: 'off', color: 'orange' },
  ],
});
