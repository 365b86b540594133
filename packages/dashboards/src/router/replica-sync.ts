import { lines, rate, sum, value } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const absence = 'No router shares its active sequences with others.';

export const replicas = timeseries({
  id: 'router-replica-sources',
  title: 'Router replicas heard',
  question: 'Do router replicas hear one another?',
  reading:
    'Sources of active sequences over ZMQ, over all routers. With n replicas each should hear the others. Fewer: a replica places requests without knowing what the others have placed.',
  absence,
  series: [series(sum(value(router.activeSequenceZmqSources)), 'sources')],
  unit: 'short',
});

export const eventsApplied = timeseries({
  id: 'router-replica-events',
  title: 'Load reports applied',
  question: 'How many reports of active sequences are applied, in how many batches?',
  reading: 'By model. They follow traffic. Many events in few batches is a router that is behind and catches up.',
  absence,
  series: [
    series(sum(rate(router.activeSequenceEventsApplied), { by: ['model'] }), '{{model}} events'),
    series(sum(rate(router.activeSequenceDrainBatches), { by: ['model'] }), '{{model}} batches'),
  ],
  unit: 'eps',
  colourByName: true,
  shortLegend: true,
});

export const lostReports = timeseries({
  id: 'router-replica-losses',
  title: 'Lost load reports',
  question: 'Are reports between routers lost, out of order or unreadable?',
  reading:
    'All must be 0. Gaps and drops leave wrong loads behind until sequences end. Errors of envelope, payload or identity: replicas of different versions, or a stranger on the port.',
  absence,
  series: [
    series(
      lines({
        gaps: sum(rate(router.activeSequenceZmqSequenceGaps)),
        'out of order': sum(rate(router.activeSequenceZmqOutOfOrder)),
        dropped: sum(rate(router.activeSequenceZmqDroppedEvents)),
        envelope: sum(rate(router.activeSequenceZmqEnvelopeDecodeErrors)),
        payload: sum(rate(router.activeSequenceZmqPayloadDecodeErrors)),
        identity: sum(rate(router.activeSequenceZmqIdentityErrors)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'eps',
  shortLegend: true,
});

export const reconnections = timeseries({
  id: 'router-replica-reconnections',
  title: 'Replica reconnections',
  question: 'Do connections between routers hold?',
  reading:
    'Reconnections, replicas that took the place of another, and receivers stopped by force. More than after a deploy: the network or the replicas are unstable.',
  absence,
  series: [
    series(
      lines({
        reconnects: sum(rate(router.activeSequenceZmqReconnects)),
        replacements: sum(rate(router.activeSequenceZmqReplacements)),
        'forced aborts': sum(rate(router.activeSequenceZmqForcedAborts)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'eps',
  shortLegend: true,
});
