import { lines, mean, not, observations, rate, sum, value, busiest } from '@dynamo-observability/query';
import { epp, kvIndexer, powerAgent } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { heatmap } from '../visual/heatmap.ts';
import { coloured, series } from '../visual/panel.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';

const withoutIndexer = 'No standalone KV indexer runs here, or it is not scraped.';
const withoutPicker = 'No endpoint picker runs here, or no answer had a usage block (stream_options.include_usage).';
const withoutAgent = 'No power agent runs here, or it is not scraped.';

const chart = (of: Chart) => timeseries({ colourByName: true, shortLegend: true, ...of });

export const indexerRequests = chart({
  id: 'indexer-requests',
  title: 'Indexer requests',
  question: 'Who asks the standalone indexer, and for what?',
  reading:
    'Requests per second by endpoint. Routers ask it for every prompt, so it follows the load. Nothing under load: routers do not reach it and route without knowledge of caches.',
  absence: withoutIndexer,
  series: [series(sum(rate(kvIndexer.requests), { by: ['endpoint', 'method'] }), '{{method}} {{endpoint}}')],
  unit: 'reqps',
  stacked: true,
});

const durations = quantilesWithBands(kvIndexer.requestDuration);

export const indexerDuration = timeseries({
  id: 'indexer-duration',
  title: 'Indexer duration',
  question: 'How long does the standalone indexer take to answer?',
  reading:
    'Part of every routing decision, so of TTFT. Below a millisecond is healthy. The bands are the buckets that hold the quantiles; the mean is exact.',
  absence: withoutIndexer,
  series: durations.series,
  overrides: durations.overrides,
  unit: 's',
  interval: '1m',
});

export const indexerErrors = chart({
  id: 'indexer-errors',
  title: 'Indexer errors',
  question: 'Does the standalone indexer refuse requests?',
  reading:
    'By endpoint and class of status. 4xx: a model or worker that it does not know (yet). 5xx: a fault of its own; look at its log.',
  absence: 'The indexer has refused no request in this time range, or there is none.',
  series: [series(sum(rate(kvIndexer.errors), { by: ['endpoint', 'status_class'] }), '{{endpoint}} {{status_class}}')],
  unit: 'reqps',
  stacked: true,
});

export const indexerContent = chart({
  id: 'indexer-content',
  title: 'Indexer content',
  question: 'Does the standalone indexer know all workers?',
  reading:
    'Models and workers in the index, and its listeners for KV events by state. Fewer workers than the router knows, or listeners that are "failed" or "pending" for long: events do not arrive.',
  absence: withoutIndexer,
  series: [
    series(lines({ models: sum(value(kvIndexer.models)), workers: sum(value(kvIndexer.workers)) }), '{{line}}'),
    series(sum(value(kvIndexer.listeners), { by: ['status'] }), 'listeners {{status}}'),
  ],
  unit: 'short',
});

export const indexerEvents = chart({
  id: 'indexer-events',
  title: 'Indexer KV events',
  question: 'Does the standalone indexer apply the cache events of the workers?',
  reading:
    'Events per second by kind, and those that could not be applied or were odd. Anything not applied for long: index and caches differ. Only blocks on the GPU count here.',
  absence: withoutIndexer,
  series: [
    series(sum(rate(kvIndexer.standaloneEventsApplied, { status: 'ok' }), { by: ['event_type'] }), '{{event_type}}'),
    series(sum(rate(kvIndexer.standaloneEventsApplied, { status: not('ok') })), 'not applied'),
    series(sum(rate(kvIndexer.standaloneEventWarnings), { by: ['warning_kind'] }), 'odd: {{warning_kind}}'),
    series(sum(rate(kvIndexer.standaloneCkfMutations), { by: ['outcome'] }), 'CKF: {{outcome}}'),
  ],
  unit: 'eps',
  stacked: true,
  overrides: [coloured('not applied', 'red')],
});

export const pickedCache = chart({
  id: 'epp-cached-tokens',
  title: 'Cached tokens, picked',
  question: 'How much of a prompt was cached where the endpoint picker sent it?',
  reading:
    'Mean cached prompt tokens of a request, observed, by model. Falling at the same prompts: the picker sends requests away from their cache.',
  absence: withoutPicker,
  series: [series(mean(epp.cachedTokens, { by: ['model'] }), '{{model}}')],
  unit: 'suffix: tokens',
});

export const pickedRequests = chart({
  id: 'epp-requests',
  title: 'Picked requests',
  question: 'How many answers tell the endpoint picker about their cache?',
  reading:
    'Answers with a usage block per second, by model. Far below the request rate: clients do not ask for usage, and cached tokens are those of a few.',
  absence: withoutPicker,
  series: [series(sum(observations(epp.cachedTokens), { by: ['model'] }), '{{model}}')],
  unit: 'reqps',
});

export const pickedCacheSpread = heatmap({
  id: 'epp-cached-spread',
  title: 'Cached tokens spread',
  question: 'How are cached tokens spread over the picked requests?',
  reading:
    'Each row is a bucket of the histogram; the colour is the number of requests. Much in the lowest row are new conversations, or a picker that does not find the cache.',
  absence: withoutPicker,
  metric: epp.cachedTokens,
  unit: 'short',
  cellUnit: 'reqps',
});

export const powerFailures = chart({
  id: 'power-agent-failures',
  title: 'Power agent failures',
  question: 'Can the power agent do its work?',
  reading:
    'Per second. "not applied": limits that could not be set, rights or driver. "pods not listed": it does not know who uses a GPU. "safe default": it fell back to the safe limit. All should be 0.',
  absence: withoutAgent,
  series: [
    series(
      lines({
        'not applied': sum(rate(powerAgent.applyFailures)),
        'pods not listed': sum(rate(powerAgent.k8sListFailures)),
        'safe default': sum(rate(powerAgent.safeDefaultApplied)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'ops',
});

export const powerDecisions = chart({
  id: 'power-agent-decisions',
  title: 'Power limits changed',
  question: 'Which wished power limits does the agent change?',
  reading:
    'Per second. "clamped": moved into what the GPU allows, by direction; the planner wishes for the impossible. "shared": GPUs with several pods, by what was done; their limits are a compromise.',
  absence: 'The agent has changed no limit, or there is none.',
  series: [
    series(sum(rate(powerAgent.capClamped), { by: ['direction'] }), 'clamped {{direction}}'),
    series(sum(rate(powerAgent.multiPodGpu), { by: ['disposition'] }), 'shared {{disposition}}'),
  ],
  unit: 'ops',
  stacked: true,
});

export const powerLimits = chart({
  id: 'power-limits',
  title: 'Power limits',
  question: 'Which limit has each GPU?',
  reading:
    'The eight highest, by agent and GPU. A step is a decision of the planner. GPUs of one worker should have one limit: the slowest of them sets the pace.',
  absence: withoutAgent,
  series: [
    series(
      busiest(8, sum(value(powerAgent.appliedLimit), { by: ['instance', 'gpu'] }), ['instance', 'gpu']),
      '{{instance}} GPU {{gpu}}'
    ),
  ],
  unit: 'watt',
});
