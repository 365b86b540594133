import { highest, rateOfRisingGauge, sum, value } from '@dynamo-observability/query';
import { nats } from '@dynamo-observability/signals';

import type { PanelFieldConfig } from '../model.ts';
import { columnTable } from '../visual/column-table.ts';

export const withoutJetstream =
  'JetStream is not used here, or the NATS exporter runs without -jsz=all. Dynamo needs it for durable KV events only.';

/** Every replica reports a stream; only the leader's figures count (metric-science.md E1). */
export const streamLeader = { is_stream_leader: 'true' } as const;
export const byStream = { by: ['stream_name'] } as const;

/** Messages published per second. */
export const published = sum(rateOfRisingGauge(nats.streamLastSequence, streamLeader), byStream);

/** The columns in their order: what is asked, its heading and its unit. */
const columns = [
  { heading: 'Messages', unit: 'short', expr: highest(value(nats.streamMessages, streamLeader), byStream) },
  { heading: 'Limit', unit: 'short', expr: highest(value(nats.streamLimitMessages, streamLeader), byStream) },
  { heading: 'Bytes', unit: 'bytes', expr: highest(value(nats.streamBytes, streamLeader), byStream) },
  { heading: 'Byte limit', unit: 'bytes', expr: highest(value(nats.streamLimitBytes, streamLeader), byStream) },
  { heading: 'Consumers', unit: 'short', expr: highest(value(nats.streamConsumers, streamLeader), byStream) },
  { heading: 'Oldest', unit: 'none', expr: highest(value(nats.streamFirstSequence, streamLeader), byStream) },
  { heading: 'Newest', unit: 'none', expr: highest(value(nats.streamLastSequence, streamLeader), byStream) },
  { heading: 'Published/s', unit: 'mps', expr: published },
] as const;

const noLimit: PanelFieldConfig['overrides'][number] = {
  matcher: { id: 'byRegexp', options: '/imit$/' },
  properties: [{ id: 'mappings', value: [{ type: 'value', options: { '-1': { text: 'none' } } }] }],
};

export const streams = columnTable({
  id: 'jetstream-streams',
  title: 'Streams',
  question: 'Which streams are there, how full are they, and who reads them?',
  reading:
    'As their leaders report them. A stream without consumers is read by nobody. "Oldest" and "Newest" are the numbers of the messages kept: far apart and without a limit, the stream grows for ever.',
  absence: withoutJetstream,
  labels: [['stream_name', 'Stream']],
  columns,
  unit: 'short',
  sortBy: 'Messages',
  overrides: [
    ...columns.map(({ heading, unit }) => ({
      matcher: { id: 'byName', options: heading },
      properties: [{ id: 'unit', value: unit }],
    })),
    noLimit,
  ],
});
