import { rate, rateOfRisingGauge, sum, value } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, dashed, series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

export const activeByModel = timeseries({
  id: 'frontend-active-by-model',
  title: 'Active by model',
  question: 'Whose requests are the frontends holding?',
  reading:
    'From arrival to the end of the answer. A model that grows while others are flat has slow or missing workers.',
  series: [series(sum(value(frontend.activeRequests), { by: ['model'] }), '{{model}}')],
  unit: 'short',
  shortLegend: true,
  colourByName: true,
});

export const endpoints = timeseries({
  id: 'frontend-endpoints',
  title: 'Requests by endpoint',
  question: 'Which API do clients use, and do they stream?',
  reading:
    'Accepted requests per second. Unary answers hold the whole text back until it is complete: their users feel TTFT as duration.',
  series: [
    series(sum(rate(frontend.requestsStarted), { by: ['endpoint', 'request_type'] }), '{{endpoint}} {{request_type}}'),
  ],
  unit: 'reqps',
  shortLegend: true,
  colourByName: true,
  stacked: true,
});

export const gone = timeseries({
  id: 'frontend-clients-gone',
  title: 'Clients that leave',
  question: 'Do clients leave at one moment, and is their work cancelled?',
  reading:
    'Disconnects seen by the HTTP server, and dashed the cancellations by model that follow. Disconnects without cancellations: workers go on for nobody.',
  absence: 'No frontend is scraped.',
  series: [
    series(sum(rateOfRisingGauge(frontend.disconnectedClients)), 'disconnects'),
    series(sum(rate(frontend.cancellations)), 'cancellations'),
  ],
  unit: 'cps',
  overrides: [coloured('disconnects', colours.clientCancel), dashed('cancellations', colours.clientCancel)],
});
