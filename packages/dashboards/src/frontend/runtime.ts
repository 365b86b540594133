import { busiest, highest, lines, rate, subtract, sum, value } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const runtime = (
  statement: Omit<Statement, 'absence'> & { readonly shortLegend?: boolean; readonly colourByName?: boolean }
) => timeseries({ ...statement, absence: 'No frontend has reported its runtime.' });

const byFrontend = { by: ['instance'] } as const;
const eachThread = ['instance', 'worker'] as const;

export const stallsByFrontend = runtime({
  id: 'frontend-stalls',
  title: 'Stalls by frontend',
  question: 'Which frontend blocks its event loop?',
  reading:
    'Times per second that the loop was more than 5 ms late; the eight highest. One frontend alone: its node or its share of traffic. All: the load.',
  series: [series(busiest(8, sum(rate(frontend.eventLoopStalls), byFrontend), ['instance']), '{{instance}}')],
  unit: 'eps',
  shortLegend: true,
  colourByName: true,
});

export const runtimeQueues = runtime({
  id: 'frontend-runtime-queues',
  title: 'Runtime queues',
  question: 'Do tasks wait for a thread?',
  reading:
    'Tasks in the global queue, in the longest local queue, and blocking tasks without a thread. All near 0 is healthy; a queue that stays is CPU that is missing.',
  series: [
    series(
      lines({
        global: sum(value(frontend.tokioGlobalQueueDepth)),
        'longest local': highest(value(frontend.tokioWorkerLocalQueueDepth)),
        blocking: sum(value(frontend.tokioBlockingQueueDepth)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  shortLegend: true,
});

export const aliveTasks = runtime({
  id: 'frontend-alive-tasks',
  title: 'Tasks alive',
  question: 'Does a frontend collect tasks that never end?',
  reading:
    'By frontend, the eight highest. Follows requests in flight. Rising when traffic is flat is a leak: streams whose clients or workers are gone.',
  series: [series(busiest(8, sum(value(frontend.tokioAliveTasks), byFrontend), ['instance']), '{{instance}}')],
  unit: 'short',
  shortLegend: true,
  colourByName: true,
});

export const pollTime = runtime({
  id: 'frontend-poll-time',
  title: 'Poll time',
  question: 'How long does a task hold its thread at a time?',
  reading:
    'Mean of one poll on the eight slowest threads. The longer it is, the longer all other tasks of the thread wait: it rises where a task computes without yielding.',
  series: [series(busiest(8, value(frontend.tokioWorkerMeanPollTime), eachThread), '{{instance}} thread {{worker}}')],
  unit: 'ns',
  shortLegend: true,
  colourByName: true,
});

const threads = sum(value(frontend.tokioBlockingThreads));

export const blockingThreads = runtime({
  id: 'frontend-blocking-threads',
  title: 'Blocking threads',
  question: 'How much blocking work does the frontend do?',
  reading:
    'Threads kept for blocking work, and those at work. All at work with a blocking queue: files, DNS or a tokenizer hold them.',
  series: [
    series(
      lines({ kept: threads, 'at work': subtract(threads, sum(value(frontend.tokioBlockingIdleThreads))) }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  shortLegend: true,
  overrides: [dashed('kept', colours.offered), coloured('at work', colours.success)],
});

export const runtimePressure = runtime({
  id: 'frontend-runtime-pressure',
  title: 'Runtime pressure',
  question: 'Does the runtime show that it is overloaded?',
  reading:
    'Per second: tasks that had to yield, local queues that overflowed, and warnings of overload. All near 0 is healthy.',
  series: [
    series(
      lines({
        'forced yields': sum(rate(frontend.tokioForcedYields)),
        overflows: sum(rate(frontend.tokioWorkerOverflows)),
        'overload warnings': sum(rate(frontend.tokioQueueOverloadWarnings)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
  shortLegend: true,
  overrides: [coloured('overload warnings', colours.fault)],
});

export const parksAndSteals = runtime({
  id: 'frontend-parks',
  title: 'Parks and steals',
  question: 'Do threads sleep for want of work, and is work spread over them?',
  reading:
    'Per second, all threads. Parks that fall to nothing: threads never rest. Many steals for few parks: work arrives on one thread and must be fetched.',
  series: [
    series(
      lines({ parks: sum(rate(frontend.tokioWorkerParks)), steals: sum(rate(frontend.tokioWorkerSteals)) }),
      '{{line}}'
    ),
  ],
  unit: 'cps',
});
