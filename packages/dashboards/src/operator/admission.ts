import { rate, sum } from '@dynamo-observability/query';
import { operator } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const absence = 'No resource has been checked in this time range, or the operator is not scraped.';

export const checks = timeseries({
  id: 'admission-checks',
  title: 'Admission checks',
  question: 'Who changes Dynamo resources, and is it allowed?',
  reading:
    'Checks per second by operation and result. Changes without anyone changing anything: a tool that applies all the time. Denied: see Denials.',
  absence,
  series: [series(sum(rate(operator.webhookRequests), { by: ['operation', 'result'] }), '{{operation}} {{result}}')],
  unit: 'reqps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

export const denials = timeseries({
  id: 'admission-denials',
  title: 'Denials',
  question: 'Which changes are refused, and why?',
  reading:
    'By kind and reason. "immutable_field_changed": delete and create anew. "invalid_config": the resource does not fit this version of the operator.',
  absence: 'No change has been refused in this time range, or the operator is not scraped.',
  series: [
    series(sum(rate(operator.webhookDenials), { by: ['resource_type', 'reason'] }), '{{resource_type}} {{reason}}'),
  ],
  unit: 'reqps',
  stacked: true,
  colourByName: true,
  shortLegend: true,
});

const durations = quantilesWithBands(operator.webhookDuration);

export const checkDuration = timeseries({
  id: 'admission-duration',
  title: 'Admission duration',
  question: 'How long does a check hold a change up?',
  reading:
    'The bands are the buckets that hold the quantiles; the mean is exact. Milliseconds are healthy. Near the time-out of the webhook (10 s) every change of every Dynamo resource fails.',
  absence,
  series: durations.series,
  overrides: durations.overrides,
  unit: 's',
  interval: '1m',
  shortLegend: true,
});
