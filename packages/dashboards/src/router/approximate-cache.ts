import { labelled, lines, mean, rate, stateOf, sum, value } from '@dynamo-observability/query';
import { router } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { stateTimeline } from '../visual/state-timeline.ts';
import { timeseries } from '../visual/timeseries.ts';

const absence = 'No router guesses what workers cache.';

const policies = ['disabled', 'lru', 'ttl'] as const;
const policyColours = { disabled: 'semi-dark-yellow', lru: 'semi-dark-green', ttl: 'semi-dark-blue' } as const;

const policy = (
  metric: typeof router.approximateCacheConfiguredPolicy | typeof router.approximateCacheEffectivePolicy
) => stateOf(metric, 'policy', policies, { by: ['instance'] });

export const policyOverTime = stateTimeline({
  id: 'router-approximate-policy',
  title: 'Policy of the guess',
  question: 'How does the router guess what workers cache, and is that what was asked for?',
  reading:
    'Only for workers that publish no KV events. "in force" other than "asked for" is a fall-back: the router could not do what it was told.',
  absence,
  series: [
    series(labelled(policy(router.approximateCacheConfiguredPolicy), 'line', 'asked for'), '{{instance}} {{line}}'),
    series(labelled(policy(router.approximateCacheEffectivePolicy), 'line', 'in force'), '{{instance}} {{line}}'),
  ],
  unit: 'none',
  states: policies.map((name, value) => ({ value, name, color: policyColours[name] })),
});

export const approximateEvictions = timeseries({
  id: 'router-approximate-evictions',
  title: 'Guessed evictions',
  question: 'How many blocks does the guess drop as least recently used?',
  reading:
    'Follows prompts that are new. It must resemble the evictions of the engines, or the guess is about another size of cache.',
  absence,
  series: [
    series(
      lines({
        blocks: sum(rate(router.approximateLruEvictedBlocks)),
        batches: sum(rate(router.approximateLruEvictionBatches)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
});

export const approximateWork = timeseries({
  id: 'router-approximate-work',
  title: 'Work of the guess',
  question: 'Does the guess keep up with requests?',
  reading:
    'Changes that wait to be applied, and leases of requests in progress. A queue that grows: the guess is behind.',
  absence,
  series: [
    series(
      lines({
        'changes waiting': sum(value(router.approximateLruMutationQueueDepth)),
        leases: sum(value(router.approximateLruLeases)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
});

export const approximateWait = timeseries({
  id: 'router-approximate-wait',
  title: 'Wait of a change',
  question: 'How long does a change of the guess wait to be applied?',
  reading:
    'The line is interpolated; the true quantile lies anywhere in its band. Above the time between two requests the guess is out of date when it is used.',
  absence,
  ...quantilesWithBands(router.approximateLruMutationWait),
  unit: 's',
  shortLegend: true,
  interval: '30s',
});

export const approximateMessages = timeseries({
  id: 'router-approximate-messages',
  title: 'Messages per request',
  question: 'How much does one request change the guess?',
  reading: 'Mean number of messages. It grows with answer length where generated blocks are tracked.',
  absence,
  series: [series(mean(router.approximateLruMessagesPerRequest), 'messages')],
  unit: 'none',
  decimals: 1,
});

export const approximateFallbacks = timeseries({
  id: 'router-approximate-fallbacks',
  title: 'Fall-backs',
  question: 'Does the guess give up, and does it learn what is generated?',
  reading:
    'Fall-backs from LRU to another policy must be 0. Output batches are generated blocks taken into the guess; none unless output blocks are tracked.',
  absence,
  series: [
    series(
      lines({
        'fall-backs': sum(rate(router.approximateLruFallbackActivations)),
        'output batches': sum(rate(router.approximateLruOutputBatches)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
});
