import { busiest, highest, sum, value } from '@dynamo-observability/query';
import { frontend } from '@dynamo-observability/signals';

import { colours } from '../visual/colours.ts';
import { coloured, series, type Statement } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';

/** More adapters than this cannot be told apart. */
const most = 8;
const byAdapter = { by: ['lora'] } as const;

const lora = (statement: Omit<Statement, 'absence'>) =>
  timeseries({ ...statement, absence: 'No LoRA adapter is served.', colourByName: true, shortLegend: true });

export const loraRequests = lora({
  id: 'frontend-lora-requests',
  title: 'Requests by adapter',
  question: 'Which adapters are in use?',
  reading: 'Requests in progress, the eight busiest adapters. An adapter that grows alone needs replicas.',
  series: [series(busiest(most, sum(value(frontend.loraActiveRequests), byAdapter), ['lora']), '{{lora}}')],
  unit: 'short',
});

export const loraArrivals = lora({
  id: 'frontend-lora-arrivals',
  title: 'Arrivals by adapter',
  question: 'How many requests for each adapter came in the last window of the controller?',
  reading: 'A number per window, not per second: it is what the controller reckons with.',
  series: [series(busiest(most, sum(value(frontend.loraRawArrivalCount), byAdapter), ['lora']), '{{lora}}')],
  unit: 'short',
});

export const loraLoad = lora({
  id: 'frontend-lora-load',
  title: 'Load by adapter',
  question: 'What load does the controller expect of each adapter?',
  reading: 'Its estimate. Compare with arrivals: far above them it is slow to forget.',
  series: [series(busiest(most, sum(value(frontend.loraEstimatedLoad), byAdapter), ['lora']), '{{lora}}')],
  unit: 'short',
});

export const loraReplicas = lora({
  id: 'frontend-lora-replicas',
  title: 'Replicas by adapter',
  question: 'On how many workers does the controller want each adapter?',
  reading: 'An adapter with one replica is as available as its worker.',
  series: [series(busiest(most, highest(value(frontend.loraReplicaFactor), byAdapter), ['lora']), '{{lora}}')],
  unit: 'short',
});

export const loraChurn = lora({
  id: 'frontend-lora-churn',
  title: 'Adapter churn',
  question: 'Are adapters loaded and dropped all the time, or do they find no place?',
  reading:
    'Loads and unloads in the last tick of the controller, not per second; replicas without a place; adapters that are active. Loads in every tick: more adapters than places.',
  series: [
    series(sum(value(frontend.loraChurnLoads)), 'loaded'),
    series(sum(value(frontend.loraChurnUnloads)), 'unloaded'),
    series(sum(value(frontend.loraOverflow)), 'without a place'),
    series(sum(value(frontend.loraIsActive)), 'active'),
  ],
  unit: 'short',
  overrides: [coloured('without a place', colours.fault), coloured('active', colours.success)],
});
