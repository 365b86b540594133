import { mean, rate, sum } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { quantilesWithBands } from '../latency/quantiles.ts';
import { heatmap } from '../visual/heatmap.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

const none = 'No request with media in this time range.';
const byModel = { by: ['model'] } as const;

export const mediaPerRequest = timeseries({
  id: 'frontend-media',
  title: 'Media per request',
  question: 'How many images, videos and audio parts does a request bring?',
  reading: 'Means by model. Media are encoded before prefill, so more of them raise TTFT.',
  absence: none,
  series: [
    series(mean(frontend.imagesPerRequest, byModel), '{{model}} images'),
    series(mean(frontend.videosPerRequest, byModel), '{{model}} videos'),
    series(mean(frontend.audioPerRequest, byModel), '{{model}} audio'),
  ],
  unit: 'none',
  decimals: 2,
  colourByName: true,
  shortLegend: true,
});

export const imageTokens = heatmap({
  id: 'frontend-image-tokens',
  title: 'Image tokens',
  question: 'How many tokens do the images of a request stand for?',
  reading: 'Each row is a bucket. These tokens are prefilled like text and are no part of ISL on every engine.',
  absence: none,
  metric: frontend.imageTokensPerRequest,
  unit: 'short',
  cellUnit: 'reqps',
});

export const embeddingTime = timeseries({
  id: 'frontend-embedding-time',
  title: 'Embedding latency',
  question: 'How long does an embedding request take?',
  reading:
    'End to end. The line is interpolated; the true quantile lies anywhere in its band. The dashed mean is exact.',
  absence: 'No embedding request in this time range.',
  ...quantilesWithBands(frontend.embeddingLatency),
  unit: 's',
  shortLegend: true,
  interval: '30s',
});

export const tooLongToMigrate = timeseries({
  id: 'frontend-too-long-to-migrate',
  title: 'Moved and immovable',
  question: 'How many requests are moved to another worker, and how many have grown too long for it?',
  reading:
    'Moves by kind: "new_request" had no token yet, "ongoing_request" had. "too long" is lost if its worker dies: raise --migration-max-seq-len if it happens often.',
  absence: 'No request was moved, and none has grown too long to be.',
  series: [
    series(sum(rate(frontend.migrations), { by: ['model', 'migration_type'] }), '{{model}} {{migration_type}}'),
    series(sum(rate(frontend.migrationMaxSeqLenExceeded), byModel), '{{model}} too long'),
  ],
  unit: 'cps',
  colourByName: true,
});
