import {
  busiest,
  highest,
  lines,
  mean,
  observations,
  observedSum,
  per,
  rate,
  rateOfRisingGauge,
  regardlessOf,
  scale,
  sum,
  value,
  type Expr,
} from '@dynamo-observability/query';
import { frontend, router } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { heatmap } from '../visual/heatmap.ts';
import { coloured, dashed, series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

/** Headline rates look back a minute or more, so that a handful of requests does not make them jump. */
const aMinute = '1m';

/** Most of what a frontend measures of itself has no model, so it is held against first tokens of all models. */
const allModels = ['model'] as const;
const firstTokens = regardlessOf(sum(observations(frontend.timeToFirstToken)), allModels);
const waited = regardlessOf(sum(observedSum(frontend.timeToFirstToken)), allModels);

const preprocess = sum(observedSum(frontend.stageDuration, { stage: 'preprocess' }));
const toSend = sum(observedSum(frontend.requestPlaneQueueDuration));

export const shareOfTtft = statWithChange({
  id: 'frontend-share-of-ttft',
  title: 'Share of TTFT',
  question: 'How much of the wait for the first token is the frontend itself?',
  reading:
    'Preprocessing and the wait to be sent, over all time to first token. A few per cent is usual. High: tokenizing is slow or the runtime is busy; add frontends. Low: look at Router and Workers.',
  now: per(sum(lines({ preprocess, toSend })), waited),
  unit: 'percentunit',
  decimals: 1,
  interval: aMinute,
});

export const preprocessing = statWithChange({
  id: 'frontend-preprocess-now',
  title: 'Preprocessing',
  question: 'How long does the frontend prepare a request, on average?',
  reading: 'Template, tokenizing and checks. Grows with prompt length, and with the load of the frontend.',
  now: mean(frontend.stageDuration, { where: { stage: 'preprocess' } }),
  unit: 's',
  interval: aMinute,
});

export const stalls = statWithChange({
  id: 'frontend-stalls-now',
  title: 'Event loop stalls',
  question: 'How often is the event loop of a frontend late by more than 5 ms?',
  reading:
    'Stalls per second, over all frontends. While the loop is late, every stream waits: it shows up as ITL. Rising with load: add frontends, or give them more CPU.',
  now: sum(rate(frontend.eventLoopStalls)),
  unit: 'eps',
  decimals: 1,
  interval: aMinute,
});

/** The family is in per mille. */
const busy = scale(value(frontend.tokioWorkerBusyRatio), 0.001);

export const busiestThread = statWithChange({
  id: 'frontend-busiest-now',
  title: 'Busiest thread',
  question: 'Is a runtime thread of a frontend at its limit?',
  reading:
    'Mean poll time of the busiest thread against 1 ms. It is not a share of time, but above 80 % tasks wait for one another, and above 95 % the frontend is the bottleneck.',
  absence: 'No frontend has reported its runtime.',
  now: highest(busy),
  unit: 'percentunit',
  decimals: 0,
  thresholds: thresholds(verdict.good, [0.8, verdict.watch], [0.95, verdict.bad]),
});

export const roundTrip = statWithChange({
  id: 'frontend-round-trip-now',
  title: 'Round trip',
  question: 'How long does a worker take to send its first item, seen from the frontend?',
  reading:
    'Mean from sending a request to the first item of the answer: network, queue at the worker, prefill. Nearly all of TTFT is usually here.',
  now: mean(frontend.requestPlaneRoundtripTtft),
  unit: 's',
  interval: aMinute,
});

export const disconnects = statWithChange({
  id: 'frontend-disconnects-now',
  title: 'Clients gone',
  question: 'How many clients leave before their answer is complete?',
  reading:
    'Per second. Rising together with TTFT or ITL: users no longer wait. Rising alone: a client or proxy with a short time-out.',
  absence: 'No frontend is scraped.',
  now: sum(rateOfRisingGauge(frontend.disconnectedClients)),
  unit: 'cps',
  decimals: 2,
  interval: aMinute,
});

/** Seconds of a part for each first token. Parts of a disaggregated request are in both of its passes. */
const forEach = (part: Expr<never, 'amount'>) => per(part, firstTokens);
const inSeconds = 0.001;

export const ledger = timeseries({
  id: 'frontend-ledger',
  title: 'Where TTFT goes',
  question: 'Of the wait for a first token, what is the frontend, what the router, and what the workers?',
  reading:
    'Means for each first token, all models. Dashed is TTFT; what the areas leave open is not measured anywhere. "round trip" is network, worker queue and prefill. ' +
    'A disaggregated request is routed and sent twice, so there the areas can exceed TTFT.',
  series: [
    series(per(waited, firstTokens), 'TTFT'),
    series(
      lines({
        preprocess: forEach(preprocess),
        router: forEach(scale(sum(observedSum(router.overheadTotal)), inSeconds)),
        'wait to send': forEach(toSend),
        'round trip': forEach(sum(observedSum(frontend.requestPlaneRoundtripTtft))),
      }),
      '{{line}}'
    ),
  ],
  unit: 's',
  interval: aMinute,
  stacked: true,
  overrides: [
    dashed('TTFT', colours.mean),
    {
      matcher: { id: 'byName', options: 'TTFT' },
      properties: [{ id: 'custom.stacking', value: { mode: 'none', group: 'B' } }],
    },
    coloured('preprocess', colours.stage.preprocess),
    coloured('router', colours.stage.route),
    coloured('wait to send', colours.stage.dispatch),
    coloured('round trip', colours.stage.roundTrip),
  ],
});

export const eventLoopSpread = heatmap({
  id: 'frontend-event-loop',
  title: 'Event loop delay',
  question: 'How late does the event loop of the frontends wake up?',
  reading:
    'Each row is a bucket of the delay of a 10 ms sleep; the colour is the number of measurements. Almost all should be in the lowest rows. A second band higher up is something that blocks the loop.',
  absence: 'No frontend has measured its event loop.',
  metric: frontend.eventLoopDelay,
  unit: 's',
  cellUnit: 'ops',
});

const eachThread = ['instance', 'worker'] as const;

export const busyThreads = timeseries({
  id: 'frontend-busy-threads',
  title: 'Busy threads',
  question: 'Which runtime threads of which frontend are busiest?',
  reading:
    'Mean poll time against 1 ms, the eight highest over the time range. One thread above the others: a task that computes without yielding. All near 100 %: add frontends.',
  absence: 'No frontend has reported its runtime.',
  series: [series(busiest(8, busy, eachThread), '{{instance}} thread {{worker}}')],
  unit: 'percentunit',
  max: 1,
  limit: 0.8,
  colourByName: true,
  shortLegend: true,
});
