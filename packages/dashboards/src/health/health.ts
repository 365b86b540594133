import { availability, itl, ttft, type LatencyObjective } from '@dynamo-observability/alerting';
import { add, lines, lowest, rate, share, shareWithin, sum, value } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { requestsBehind, type EvidenceSignal } from '../evidence/explain.ts';
import { band } from '../latency/bands.ts';
import { colours } from '../visual/colours.ts';
import { coloured, dashed, series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';
import { registered } from '../workers/registered.ts';
import { faultsWithRefused, outcomes } from './outcomes.ts';

/** Headline rates look back a minute or more, so that a handful of requests does not make them jump. */
const aMinute = '1m';

export const successRate = statWithChange({
  id: 'success-rate',
  title: 'Success rate',
  question: 'What share of the requests that the service must answer succeeds?',
  reading:
    'Client cancels and client mistakes are left out. The lower of two rates: of requests that were routed, which follows the model ' +
    'filter, and with those refused before a model was found, of all models. Below the objective: look at Trouble.',
  now: lowest(
    lines({
      routed: share(outcomes.succeeded, outcomes.answerable),
      'with refused': share(outcomes.succeeded, add(outcomes.succeeded, faultsWithRefused)),
    })
  ),
  unit: 'percentunit',
  decimals: 2,
  thresholds: thresholds(verdict.bad, [0.99, verdict.watch], [availability.target, verdict.good]),
  objective: availability,
  interval: aMinute,
  explain: requestsBehind('errors'),
});

function withinObjective(id: string, title: string, of: string, objective: LatencyObjective, signal: EvidenceSignal) {
  const within = shareWithin(objective.threshold, objective.metric);
  return statWithChange({
    id,
    title,
    question: `What share of ${of} meets the objective of ${objective.threshold} s?`,
    reading:
      `At least this share; the goal is ${objective.target * 100} %. The buckets may allow more: the band in Within objectives ends at ` +
      'the most that is possible. If only that meets the goal, put a bucket bound at the objective (DYN_METRICS_*).',
    now: within.atLeast,
    unit: 'percentunit',
    decimals: 1,
    thresholds: thresholds(verdict.bad, [objective.target - 0.04, verdict.watch], [objective.target, verdict.good]),
    objective,
    interval: aMinute,
    explain: requestsBehind(signal),
  });
}

export const ttftObjective = withinObjective('ttft-objective', 'TTFT in objective', 'requests', ttft, 'ttft');
export const itlObjective = withinObjective('itl-objective', 'ITL in objective', 'tokens', itl, 'itl');

export const offeredLoad = statWithChange({
  id: 'offered-load',
  title: 'Offered load',
  question: 'How many requests arrive per second?',
  reading:
    'Counted when a request is accepted by its handler, whatever becomes of it. A fall to nothing is as telling as a rise.',
  now: sum(rate(frontend.requestsStarted)),
  unit: 'reqps',
  decimals: 2,
  interval: aMinute,
});

export const activeRequests = statWithChange({
  id: 'active-requests',
  title: 'Active requests',
  question: 'How many requests are in the frontends now?',
  reading:
    'From arrival to the end of the answer. Rising while the offered load is flat means that requests take longer.',
  now: sum(value(frontend.activeRequests)),
  unit: 'short',
  decimals: 0,
});

export const registeredWorkers = statWithChange({
  id: 'registered-workers',
  title: 'Workers',
  question: 'How many workers does the router know?',
  reading:
    'A worker that died or lost its lease disappears here within a scrape or two. For prefill and decode apart look at Workers.',
  absence: 'No router has a worker registered.',
  now: sum(registered),
  unit: 'short',
  decimals: 0,
});

export const offeredAndCompleted = timeseries({
  id: 'offered-and-completed',
  title: 'Offered and completed',
  question: 'Does the service keep up with what arrives, and what becomes of it?',
  reading:
    "Completed areas should follow the dashed offered line. A gap that stays is a growing queue. Faults are the service's; " +
    "mistakes and cancels are the client's. Cancels often rise because answers are slow.",
  series: [
    series(sum(rate(frontend.requestsStarted)), 'offered'),
    series(
      lines({
        succeeded: outcomes.succeeded,
        fault: outcomes.fault,
        'client mistake': outcomes.mistake,
        'client cancel': outcomes.cancelled,
      }),
      '{{line}}'
    ),
  ],
  unit: 'reqps',
  shortLegend: true,
  stacked: true,
  overrides: [
    dashed('offered', colours.offered),
    {
      matcher: { id: 'byName', options: 'offered' },
      properties: [{ id: 'custom.stacking', value: { mode: 'none', group: 'B' } }],
    },
    coloured('succeeded', colours.success),
    coloured('fault', colours.fault),
    coloured('client mistake', colours.clientMistake),
    coloured('client cancel', colours.clientCancel),
  ],
});

export const requestsByStage = timeseries({
  id: 'requests-by-stage',
  title: 'Requests by stage',
  question: 'Where are the active requests: in preprocessing, queued in the router, on their way, or generating?',
  reading:
    '"route" holds requests that wait in the router queue: workers are saturated. "preprocess" growing points at the frontend. ' +
    'What is active but in no stage is prefilling or generating. Route and dispatch move only with a router.',
  series: [
    series(sum(value(frontend.activeRequests)), 'active'),
    series(sum(value(frontend.stageRequests), { by: ['stage'] }), '{{stage}}'),
  ],
  unit: 'short',
  shortLegend: true,
  overrides: [dashed('active', colours.offered)],
});

const ttftWithin = shareWithin(ttft.threshold, ttft.metric);
const itlWithin = shareWithin(itl.threshold, itl.metric);

export const withinObjectives = timeseries({
  id: 'within-objectives',
  title: 'Within objectives',
  question: 'When were TTFT and ITL outside their objectives?',
  reading:
    `TTFT within ${ttft.threshold} s (per request) and ITL within ${itl.threshold} s (per token). The band is what the buckets leave open. ` +
    'The dashed line is the target.',
  series: [
    series(lines({ 'TTFT at least': ttftWithin.atLeast, 'TTFT at most': ttftWithin.atMost }), '{{line}}'),
    series(lines({ 'ITL at least': itlWithin.atLeast, 'ITL at most': itlWithin.atMost }), '{{line}}'),
  ],
  unit: 'percentunit',
  shortLegend: true,
  decimals: 1,
  softMin: 0.9,
  max: 1,
  limit: ttft.target,
  interval: aMinute,
  overrides: [...band('TTFT', 'blue', { lines: true }), ...band('ITL', 'purple', { lines: true })],
});
