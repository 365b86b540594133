import { lines, rate, sum, value, zeroWhere } from '@dynamo-observability/query';
import { frontend, router } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

export const waitingTokens = timeseries({
  id: 'router-waiting-tokens',
  title: 'Tokens that wait',
  question: 'How much prefill work waits in the router, and how much of it is cached somewhere?',
  reading:
    'Prompt tokens of the parked requests; the cached part needs no prefill if they reach the right worker. Divided by the prefill speed of all workers, the rest is the time that the last one waits.',
  series: [
    series(
      lines({
        'prompt tokens': sum(value(frontend.queuePendingIslTokens)),
        'of them cached': sum(value(frontend.queuePendingCachedTokens)),
      }),
      '{{line}}'
    ),
  ],
  unit: 'short',
  overrides: [coloured('prompt tokens', colours.offered), coloured('of them cached', colours.success)],
});

const received = sum(rate(frontend.admissionReceived));
const refused = sum(rate(frontend.admissionRejected), { by: ['reason'] });

export const admission = timeseries({
  id: 'router-admission',
  title: 'Admission',
  question: 'Which requests does the router refuse, and by which rule?',
  reading:
    'Dashed: requests that asked for a place, retries included, twice for a disaggregated one. "due_time_passed" and "predicted_miss" would have been too late; the limits are those of the queue. ' +
    'Any lasting rate: add workers, or raise what is named.',
  series: [
    series(received, 'received'),
    series(refused, 'refused {{reason}}'),
    series(sum(rate(frontend.queueBackpressure), { by: ['reason'] }), 'queue full {{reason}}'),
  ],
  unit: 'reqps',
  shortLegend: true,
  colourByName: true,
  overrides: [dashed('received', colours.offered)],
});

const started = sum(rate(router.requestsStarted));

export const startedAndFinished = timeseries({
  id: 'router-started-finished',
  title: 'Admitted and finished',
  question: 'Do routed requests come to an end?',
  reading:
    'Both count a disaggregated request twice and a migrated one once for each attempt. A gap that stays is a growing number of requests in flight, or requests that were lost.',
  series: [series(lines({ admitted: started, finished: zeroWhere(sum(rate(router.requests)), started) }), '{{line}}')],
  unit: 'reqps',
  overrides: [dashed('admitted', colours.offered), coloured('finished', colours.success)],
});
