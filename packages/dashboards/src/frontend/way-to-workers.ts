import { lines, mean, rate, regardlessOf, sum, value } from '@dynamo-observability/query';
import { frontend, worker } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

export const roundTrips = timeseries({
  id: 'frontend-round-trip',
  title: 'Round trip spread',
  question: 'How long do workers take to send the first item of an answer?',
  reading:
    'The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact. The highest bound is 5 s: a p99 there means "at least".',
  ...quantilesWithBands(frontend.requestPlaneRoundtripTtft),
  unit: 's',
  shortLegend: true,
  interval: '30s',
});

/** A worker measures the transit of what it receives; here it is that of all workers. */
const transit = regardlessOf(mean(worker.networkTransit), ['instance']);

export const planeTimes = timeseries({
  id: 'frontend-plane-times',
  title: 'Time on the way',
  question: 'Is a request held up between frontend and worker?',
  reading:
    'Means: the wait to be sent, until the send is acknowledged, and until the worker has it. Milliseconds are usual. "transit" compares the clocks of two hosts: a level that does not move with load is clock skew.',
  series: [
    series(
      lines({
        'wait to send': mean(frontend.requestPlaneQueueDuration),
        acknowledged: mean(frontend.requestPlaneSendDuration),
        transit,
      }),
      '{{line}}'
    ),
  ],
  unit: 's',
  shortLegend: true,
  interval: '30s',
  overrides: [
    coloured('wait to send', colours.stage.dispatch),
    coloured('acknowledged', colours.offered),
    dashed('transit', colours.predicted),
  ],
});

export const inFlight = timeseries({
  id: 'frontend-plane-in-flight',
  title: 'Requests at workers',
  question: 'How many requests have the frontends sent out and not got back?',
  reading:
    'On the request plane now. It should fall to 0 without traffic; what stays is requests that were lost on the way.',
  absence: 'No frontend is scraped.',
  series: [series(sum(value(frontend.requestPlaneInflightRequests)), 'in flight')],
  unit: 'short',
});

export const transportErrors = timeseries({
  id: 'frontend-transport-errors',
  title: 'Transport errors',
  question: 'Does the request plane fail?',
  reading:
    'Per second. TCP errors follow workers that die; lasting ones without deaths are the network. Back-offs: too many connections at once. NATS only where it is the request plane.',
  absence: 'No frontend is scraped.',
  series: [
    series(
      lines({
        TCP: sum(rate(frontend.tcpErrors)),
        'accept back-off': sum(rate(frontend.tcpAcceptBackoffs)),
      }),
      '{{line}}'
    ),
    series(sum(rate(frontend.natsErrors), { by: ['error_type'] }), 'NATS {{error_type}}'),
  ],
  unit: 'eps',
  shortLegend: true,
  colourByName: true,
});

export const transportBytes = timeseries({
  id: 'frontend-transport-bytes',
  title: 'Transport bytes',
  question: 'How much do the frontends send to workers and get back?',
  reading:
    'Over the TCP request plane. Sent follows prompt length; versions that were read do not count what is received.',
  absence: 'No frontend is scraped.',
  series: [
    series(
      lines({ sent: sum(rate(frontend.tcpBytesSent)), received: sum(rate(frontend.tcpBytesReceived)) }),
      '{{line}}'
    ),
  ],
  unit: 'Bps',
});
