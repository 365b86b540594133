import { joined, mean, not, quantile, rate, share, sum, type Expr, type Kind } from '@dynamo-observability/query';
import { serviceGraph } from '@dynamo-observability/signals';

import { columnTable } from '../visual/column-table.ts';
import { nodeGraph } from '../visual/node-graph.ts';

/** Spans that nobody called, such as the router's own questions to workers, count as calls of a user. */
const called = { client: not('user') } as const;
const pair = { by: ['client', 'server'] } as const;
const pairInPhase = { by: ['client', 'server', 'client_phase'] } as const;

const absence =
  'No service graph: no call between two services was counted in this time range. It needs traces with both spans of a call, and a ' +
  'metrics generator or collector that pairs them.';

/** With the labels that a node graph reads: the ends of an edge, and a name of its own. */
const asEdge = (of: Expr<'client' | 'server', Kind>) =>
  joined(joined(joined(of, 'source', '', ['client']), 'target', '', ['server']), 'id', ' → ', ['client', 'server']);

export const serviceMap = nodeGraph({
  id: 'service-map',
  title: 'Service map',
  question: 'Which service calls which, how often, and how long does the called one take?',
  reading:
    'From pairs of spans: calls per second, and the mean time in the called service. Services are told apart by OTEL_SERVICE_NAME. ' +
    '"unknown" is a worker that died before it could answer.',
  absence,
  stats: [
    { expr: asEdge(sum(rate(serviceGraph.requests, called), pair)), unit: 'reqps' },
    { expr: asEdge(mean(serviceGraph.serverDuration, { where: called, ...pair })), unit: 's' },
  ],
});

/** The columns in their order: what is asked, its heading, its unit and its width in pixels. */
const columns = [
  { heading: 'Calls/s', unit: 'reqps', width: 110, expr: sum(rate(serviceGraph.requests, called), pairInPhase) },
  {
    heading: 'Failed',
    unit: 'percentunit',
    width: 80,
    expr: share(
      sum(rate(serviceGraph.failed, called), pairInPhase),
      sum(rate(serviceGraph.requests, called), pairInPhase)
    ),
  },
  { heading: 'Mean', unit: 's', width: 80, expr: mean(serviceGraph.serverDuration, { where: called, ...pairInPhase }) },
  {
    heading: 'p99',
    unit: 's',
    width: 80,
    expr: quantile(0.99, serviceGraph.serverDuration, { where: called, ...pairInPhase }),
  },
  {
    heading: 'Mean at caller',
    unit: 's',
    width: 130,
    expr: mean(serviceGraph.clientDuration, { where: called, ...pairInPhase }),
  },
] as const;

export const serviceCalls = columnTable({
  id: 'service-calls',
  title: 'Calls between services',
  question: 'Between which services are calls slow, or do they fail?',
  reading:
    'By caller, called service and phase of the request (where the dimension "phase" is on). Times as the called service sees them, and at the caller. ' +
    'A caller that waits far longer than the called one works: network, or a queue between them. Calls to workers that died are only counted by a collector.',
  absence,
  labels: [
    ['client', 'From'],
    ['server', 'To'],
    ['client_phase', 'Phase'],
  ],
  columns,
  unit: 'short',
  sortBy: 'Calls/s',
  overrides: columns.map(({ heading, unit, width }) => ({
    matcher: { id: 'byName', options: heading },
    properties: [
      { id: 'unit', value: unit },
      { id: 'custom.width', value: width },
    ],
  })),
});
