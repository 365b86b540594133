import { highest, lines, lowest, rate, rateOfRisingGauge, scale, sum, value } from '@dynamo-observability/query';
import { frontend, nats } from '@dynamo-observability/signals';

import { series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

/** An installation may well do without NATS: requests go over TCP and events over ZMQ by default. */
export const withoutNats = 'NATS is not used here, or its exporter is not scraped.';

const natsChart = (chart: Chart) => timeseries({ absence: withoutNats, shortLegend: true, ...chart });

const server = { by: ['server_id'] } as const;

export const slowConsumers = statWithChange({
  id: 'nats-slow-consumers',
  title: 'Slow NATS clients',
  question: 'Does NATS cut clients off because they do not keep up?',
  reading:
    'Clients per second. Good is 0. Each one loses messages, and routers then work with an old picture. Look at Waiting bytes, and at the CPU of routers and frontends.',
  absence: withoutNats,
  now: sum(rateOfRisingGauge(nats.slowConsumers)),
  unit: 'cps',
  decimals: 2,
  thresholds: thresholds(verdict.good, [0.0001, verdict.bad]),
});

export const messages = natsChart({
  id: 'nats-messages',
  title: 'NATS messages',
  question: 'How many messages pass through NATS?',
  reading:
    'Per second, all servers. Out is more than in where several subscribers listen. Out at nothing while messages come in: nobody listens. Nothing at all under load: Dynamo uses another plane.',
  series: [
    series(
      lines({
        in: sum(rateOfRisingGauge(nats.inMessages)),
        out: sum(rateOfRisingGauge(nats.outMessages)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'mps',
});

export const bytes = natsChart({
  id: 'nats-bytes',
  title: 'NATS bytes',
  question: 'How much data passes through NATS?',
  reading:
    'Bytes per second, all servers. With requests over NATS prompts and answers go this way, and the network card is the limit: TCP as request plane takes them off.',
  series: [
    series(lines({ in: sum(rateOfRisingGauge(nats.inBytes)), out: sum(rateOfRisingGauge(nats.outBytes)) }), '{{line}}'),
  ],
  unit: 'Bps',
});

export const clients = natsChart({
  id: 'nats-clients',
  title: 'NATS clients',
  question: 'Are all processes connected to NATS?',
  reading:
    'Connections and subscriptions over all servers. A step down is processes that are gone or cut off; a saw-tooth is one that reconnects all the time.',
  series: [
    series(
      lines({ connections: sum(value(nats.connections)), subscriptions: sum(value(nats.subscriptions)) }),
      '{{line}}'
    ),
  ],
  unit: 'short',
});

export const waitingBytes = natsChart({
  id: 'nats-waiting-bytes',
  title: 'Waiting bytes',
  question: 'Do clients of NATS fall behind?',
  reading:
    'Bytes that wait to be sent to the clients listed (1024 at most). Above 100 kB for long a client is about to be cut off as slow. "listed clients" on the right says how many are counted.',
  absence: `${withoutNats} The list of connections needs the flag -connz.`,
  series: [
    series(sum(value(nats.pendingBytes)), 'waiting'),
    series(sum(value(nats.listedConnections)), 'listed clients'),
  ],
  unit: 'bytes',
  overrides: [
    {
      matcher: { id: 'byName', options: 'listed clients' },
      properties: [
        { id: 'unit', value: 'short' },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});

export const natsCpu = natsChart({
  id: 'nats-cpu',
  title: 'NATS CPU',
  question: 'Is a NATS server short of CPU?',
  reading:
    'Of one core, by server, so more than 100 % is possible. Near the limit of its pod messages are delayed, and events arrive too late for the router.',
  series: [series(scale(highest(value(nats.cpu), server), 0.01), '{{server_id}}')],
  unit: 'percentunit',
});

export const natsMemory = natsChart({
  id: 'nats-memory',
  title: 'NATS memory',
  question: 'Does the memory of a NATS server grow?',
  reading:
    'By server. Flat is healthy. Growing with Waiting bytes: slow clients. Growing alone: streams kept in memory; see JetStream storage.',
  series: [series(highest(value(nats.memory), server), '{{server_id}}')],
  unit: 'bytes',
});

export const cluster = natsChart({
  id: 'nats-cluster',
  title: 'NATS cluster',
  question: 'Do the NATS servers see one another?',
  reading:
    'Routes and leaf nodes of the server that has fewest. In a cluster of three each has routes to the two others (several for each peer in new versions); a fall is a split. 0 is right for a single server.',
  series: [
    series(lines({ routes: lowest(value(nats.routes)), 'leaf nodes': lowest(value(nats.leafNodes)) }), '{{line}}'),
  ],
  unit: 'short',
});

export const clientErrors = timeseries({
  id: 'nats-client-errors',
  title: 'NATS client errors',
  question: 'What do Dynamo processes have to say about NATS?',
  reading:
    'Errors per second at the frontends, by type. Good is nothing. They tell of trouble that the servers do not see: refused connections, time-outs, a network that is cut.',
  absence: 'No frontend has had an error with NATS in this time range, or NATS is not used here.',
  series: [series(sum(rate(frontend.natsErrors), { by: ['error_type'] }), '{{error_type}}')],
  unit: 'eps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});
