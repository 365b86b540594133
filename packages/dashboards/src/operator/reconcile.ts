import {
  exists,
  highest,
  mean,
  noneOf,
  not,
  onlyWhere,
  per,
  rate,
  share,
  sum,
  value,
  zeroWhere,
} from '@dynamo-observability/query';
import { controllerRuntime, operator } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series, thresholds } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';
import { verdict } from '../visual/verdict.ts';

/** Without Kubernetes there is no operator. */
export const withoutOperator = 'There is no Dynamo operator here, or it is not scraped.';

const operatorChart = (chart: Chart) =>
  timeseries({ absence: withoutOperator, colourByName: true, shortLegend: true, ...chart });

const byType = { by: ['resource_type'] } as const;
const reconciled = sum(rate(operator.reconciles));

export const withoutError = statWithChange({
  id: 'reconciles-without-error',
  title: 'Reconcile success',
  question: 'What share of the reconciliations ends without an error?',
  reading:
    'Being put back to wait (requeue) is no error. Below 99 % look at Reconcile errors: conflicts heal themselves, forbidden and validation do not.',
  absence: withoutOperator,
  now: share(sum(rate(operator.reconciles, { result: not('error') })), reconciled),
  unit: 'percentunit',
  decimals: 1,
  thresholds: thresholds(verdict.bad, [0.95, verdict.watch], [0.99, verdict.good]),
  interval: '1m',
});

/** States in which a resource is as it should be, over all kinds of resources. */
const settled = ['ready', 'successful', 'Ready', 'Deployed'] as const;

export const notSettled = statWithChange({
  id: 'resources-not-ready',
  title: 'Resources not ready',
  question: 'How many Dynamo resources are not as they should be?',
  reading:
    'Pending, failed or unknown, over all kinds. Above 0 for longer than a model takes to load: look at Resources by status, then at the pods.',
  absence: withoutOperator,
  now: zeroWhere(sum(value(operator.resources, { status: noneOf(...settled) })), sum(value(operator.resources))),
  unit: 'short',
  decimals: 0,
});

export const resourcesByStatus = operatorChart({
  id: 'resources-by-status',
  title: 'Resources by status',
  question: 'Which kinds of resources are in which status?',
  reading:
    'Number of resources. A status that should pass (pending, Profiling, Deploying) and stays is stuck: describe the resource and read its conditions.',
  series: [series(sum(value(operator.resources), { by: ['resource_type', 'status'] }), '{{resource_type}} {{status}}')],
  unit: 'short',
  stacked: true,
});

export const reconcilesByResult = operatorChart({
  id: 'reconciles-by-result',
  title: 'Reconciles by result',
  question: 'What does the operator do, and how does it end?',
  reading:
    'Per second. A burst after a change is right. A steady high rate without changes: two controllers fight over a resource, or a status flaps.',
  series: [series(sum(rate(operator.reconciles), { by: ['result'] }), '{{result}}')],
  unit: 'ops',
  stacked: true,
});

export const reconcilesByType = operatorChart({
  id: 'reconciles-by-type',
  title: 'Reconciles by type',
  question: 'Which kind of resource keeps the operator busy?',
  reading: 'Per second, by kind. One kind far above its usual rate has a resource that changes all the time.',
  series: [series(sum(rate(operator.reconciles), byType), '{{resource_type}}')],
  unit: 'ops',
});

export const reconcileErrors = operatorChart({
  id: 'reconcile-errors',
  title: 'Reconcile errors',
  question: 'Why do reconciliations fail?',
  reading:
    'By kind and error. "conflict" is usual and heals itself. "forbidden": rights of the operator. "validation", "bad_request": the resource. "timeout", "rate_limited": the API server.',
  absence: 'No reconciliation has failed in this time range, or the operator is not scraped.',
  series: [
    series(
      sum(rate(operator.reconcileErrors), { by: ['resource_type', 'error_type'] }),
      '{{resource_type}} {{error_type}}'
    ),
  ],
  unit: 'ops',
  stacked: true,
});

const durations = quantilesWithBands(operator.reconcileDuration);

export const reconcileDuration = timeseries({
  id: 'reconcile-duration',
  title: 'Reconcile duration',
  question: 'How long does a reconciliation take?',
  reading:
    'All kinds. The bands are the buckets that hold the quantiles; the mean is exact. Seconds at p99 mean that the API server is slow or that a call outside waits; scaling is late by as much.',
  absence: withoutOperator,
  series: durations.series,
  overrides: durations.overrides,
  unit: 's',
  interval: '1m',
  shortLegend: true,
});

/** Other controllers have these families too: only those targets that are the operator. */
const ofOperator = exists(value(operator.resources), { by: ['instance'] });
const byQueue = { by: ['instance', 'controller'] } as const;

export const queueDepth = operatorChart({
  id: 'operator-queue',
  title: 'Operator queue',
  question: 'Do resources wait for the operator?',
  reading:
    'Resources that wait to be reconciled, by controller. Near 0 is healthy. Rising: the operator is too slow, and scaling decisions of the planner come late.',
  series: [
    series(onlyWhere(sum(value(controllerRuntime.queueDepth), byQueue), ofOperator, ['instance']), '{{controller}}'),
  ],
  unit: 'short',
});

export const queueTime = operatorChart({
  id: 'operator-queue-time',
  title: 'Operator queue time',
  question: 'How long does a resource wait for the operator?',
  reading:
    'Mean, exact, by controller. Milliseconds are healthy. "longest running" is the oldest reconciliation that is still under way: minutes mean that it hangs.',
  series: [
    series(onlyWhere(mean(controllerRuntime.queueTime, byQueue), ofOperator, ['instance']), '{{controller}}'),
    series(
      highest(onlyWhere(highest(value(controllerRuntime.longestRunning), byQueue), ofOperator, ['instance'])),
      'longest running'
    ),
  ],
  unit: 's',
});

export const workersBusy = operatorChart({
  id: 'operator-workers',
  title: 'Operator workers',
  question: 'Does the operator use all its workers, and how often does it retry?',
  reading:
    'Share of the reconciliations that may run at once, by controller; retries per second on the right. At 1 with a queue: raise the number of workers. Retries without end: see Reconcile errors.',
  series: [
    series(
      onlyWhere(
        per(sum(value(controllerRuntime.activeWorkers), byQueue), sum(value(controllerRuntime.maxWorkers), byQueue)),
        ofOperator,
        ['instance']
      ),
      '{{controller}}'
    ),
    series(sum(onlyWhere(sum(rate(controllerRuntime.queueRetries), byQueue), ofOperator, ['instance'])), 'retries'),
  ],
  unit: 'percentunit',
  max: 1,
  overrides: [
    {
      matcher: { id: 'byName', options: 'retries' },
      properties: [
        { id: 'unit', value: 'ops' },
        { id: 'max', value: null },
        { id: 'custom.axisPlacement', value: 'right' },
      ],
    },
  ],
});

export const apiCalls = operatorChart({
  id: 'operator-api-calls',
  title: 'API server calls',
  question: 'How does the API server answer the operator?',
  reading:
    'Calls per second by HTTP status. 409 is a conflict and usual. 429: it is throttled. 403: rights are missing. 5xx: the API server is in trouble, and so are scaling and discovery.',
  series: [
    series(
      sum(onlyWhere(sum(rate(controllerRuntime.apiRequests), { by: ['instance', 'code'] }), ofOperator, ['instance']), {
        by: ['code'],
      }),
      '{{code}}'
    ),
  ],
  unit: 'reqps',
  stacked: true,
});
