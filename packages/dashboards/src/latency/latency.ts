import { itl, ttft, type Objective } from '@dynamo-observability/alerting';
import { lines, shareAboveTop } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { requestsBehind, type EvidenceSignal } from '../evidence/explain.ts';
import type { PageLink } from '../model.ts';
import { bargauge } from '../visual/bargauge.ts';
import { heatmapOf } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { duration, firstToken, tokenGap, type LatencySources } from './sources.ts';
import { atSomeQuantile, bucketsPreferringSpans, linesPreferringSpans, spansMark } from './spans-preferred.ts';

const bandReading =
  'The line is interpolated; the true quantile lies anywhere in its band, the bucket that holds it. The dashed mean is exact. ' +
  'Lines marked "spans" are counted by a Collector from traces, with its finer buckets, and have no band. ';

/** A quantile over less holds too few requests to mean anything (metric-science.md C1). */
const halfMinute = '30s';

interface Latency {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  readonly sources: LatencySources;
  readonly objective?: Objective & { readonly threshold: number };
  readonly signal: EvidenceSignal;
}

function latency({ id, title, question, reading, sources, objective, signal }: Latency) {
  return timeseries({
    id,
    title,
    question,
    reading: bandReading + reading,
    ...linesPreferringSpans(sources),
    explain: requestsBehind(signal),
    unit: 's',
    interval: halfMinute,
    ...(objective === undefined ? {} : { objective, limit: objective.threshold }),
  });
}

export const timeToFirstToken = latency({
  id: 'ttft',
  title: 'Time to first token',
  question: 'How long do users wait for the first token, and is it within the objective?',
  reading:
    'p50 is the usual wait, p99 the slowest in a hundred. A rising p99 alone points at queues or one worker; both rising, at prefill.',
  sources: firstToken,
  objective: ttft,
  signal: 'ttft',
});

export const interTokenLatency = latency({
  id: 'itl',
  title: 'Inter-token latency',
  question: 'How fast do tokens follow one another, and is it within the objective?',
  reading:
    'Weighted by token: long answers count more; from spans every request counts once, with its mean. Rising ITL points at decode: batch size, KV use, power or clocks.',
  sources: tokenGap,
  objective: itl,
  signal: 'itl',
});

export const requestDuration = latency({
  id: 'request-duration',
  title: 'Request duration',
  question: 'How long does a whole request take, from arrival to the end of the answer?',
  reading:
    'Follows answer length as much as speed. With default buckets nothing below 2 s can be told apart: read the mean.',
  sources: duration,
  signal: 'duration',
});

function spread(
  id: string,
  title: string,
  question: string,
  sources: LatencySources,
  cellUnit: string,
  signal: EvidenceSignal
) {
  return heatmapOf({
    id,
    title,
    question,
    reading:
      'Each row is a bucket of the histogram; the colour is the number of observations. Two bands of colour are two kinds of requests that a quantile would hide. ' +
      'Where a Collector counts requests from traces, its finer buckets are shown.',
    buckets: bucketsPreferringSpans(sources),
    exemplars: true,
    unit: 's',
    cellUnit,
    explain: requestsBehind(signal),
  });
}

export const ttftHeatmap = spread(
  'ttft-heatmap',
  'TTFT distribution',
  'How are times to first token spread?',
  firstToken,
  'reqps',
  'ttft'
);
export const itlHeatmap = spread(
  'itl-heatmap',
  'ITL distribution',
  'How are inter-token latencies spread?',
  tokenGap,
  'cps',
  'itl'
);
export const durationHeatmap = spread(
  'duration-heatmap',
  'Duration distribution',
  'How are request durations spread?',
  duration,
  'reqps',
  'duration'
);

/** Narrows the page to the model of the line. */
const onlyThisModel: PageLink = {
  title: 'Show only ${__field.labels.model}',
  dashboard: 'dynamo',
  variables: { model: '${__field.labels.model:percentencode}' },
};

function byModel(
  id: string,
  title: string,
  question: string,
  sources: LatencySources,
  objective: Latency['objective'],
  signal: EvidenceSignal
) {
  const { chosen, bounds } = atSomeQuantile({ variable: 'quantile' }, sources);
  return timeseries({
    id,
    title,
    question,
    reading:
      'The quantile chosen above, for each model. "at least" and "at most" are the bounds of the bucket that holds it. Click a line to narrow the page to its model. ' +
      `"${spansMark}" behind a name: counted from traces by a Collector, with finer buckets and no bounds.`,
    series: [{ ...series(chosen, '{{model}}{{source}}'), exemplars: true }, series(bounds, '{{model}} {{line}}')],
    unit: 's',
    interval: halfMinute,
    colourByName: true,
    links: [onlyThisModel],
    explain: requestsBehind(signal, { model: 'model' }),
    ...(objective === undefined ? {} : { objective, limit: objective.threshold }),
    overrides: [
      {
        matcher: { id: 'byRegexp', options: '/ at (least|most)$/' },
        properties: [
          { id: 'custom.lineStyle', value: { fill: 'dot', dash: [2, 4] } },
          { id: 'custom.showPoints', value: 'never' },
          { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
        ],
      },
    ],
  });
}

export const ttftByModel = byModel(
  'ttft-by-model',
  'TTFT by model',
  'Which model is slow to answer?',
  firstToken,
  ttft,
  'ttft'
);
export const itlByModel = byModel(
  'itl-by-model',
  'ITL by model',
  'Which model is slow to generate?',
  tokenGap,
  itl,
  'itl'
);

const wholeRange = { window: 'range' } as const;

export const aboveLastBucket = bargauge({
  id: 'above-last-bucket',
  title: 'Above last bucket',
  question: 'What share of observations is beyond the highest bucket bound, where quantiles say nothing?',
  reading:
    'Over the whole time range; should be 0. A quantile inside this share is only "at least the highest bound". ' +
    'Raise the maximum (DYN_METRICS_*_MAX) if it stays.',
  series: [
    series(
      lines({
        TTFT: shareAboveTop(frontend.timeToFirstToken, wholeRange),
        ITL: shareAboveTop(frontend.interTokenLatency, wholeRange),
        duration: shareAboveTop(frontend.requestDuration, wholeRange),
      }),
      '{{line}}'
    ),
  ],
  unit: 'percentunit',
  max: 1,
});
