import {
  busiest,
  exists,
  highest,
  increase,
  lines,
  onlyAbove,
  onlyWhere,
  oneOf,
  seenInRange,
  sum,
  value,
  isAbove,
  type Expr,
} from '@dynamo-observability/query';
import { kubernetes, worker } from '@dynamo-observability/signals';

import { series } from '../visual/panel.ts';
import { statWithChange } from '../visual/stat-with-change.ts';
import { stat } from '../visual/stat.ts';
import { table } from '../visual/table.ts';
import { timeseries, type Chart } from '../visual/timeseries.ts';

export const withoutKubernetes = 'Dynamo does not run on Kubernetes here, or kube-state-metrics is not scraped.';

const podChart = (chart: Chart) =>
  timeseries({ absence: withoutKubernetes, colourByName: true, shortLegend: true, ...chart });

/** Namespaces in which any Dynamo process was seen, also one that is gone: a cluster has many pods that are none of ours. */
const dynamoNamespaces = exists(seenInRange(worker.uptime), { by: ['namespace'] });

const ours = <L extends string>(of: Expr<L, 'amount'>): Expr<L, 'amount'> =>
  onlyWhere(of, dynamoNamespaces, ['namespace']);

const byPod = { by: ['namespace', 'pod'] } as const;
const legend = '{{namespace}} {{pod}}';

/** Pods that have completed are not ready, and need not be. */
const mayRun = highest(value(kubernetes.podPhase, { phase: oneOf('Pending', 'Running', 'Unknown') }), byPod);
const unready = highest(value(kubernetes.podReady, { condition: oneOf('false', 'unknown') }), byPod);
const notReady = onlyWhere(ours(unready), onlyAbove(mayRun, 0), ['namespace', 'pod']);

export const podsNotReady = statWithChange({
  id: 'pods-not-ready',
  title: 'Pods not ready',
  question: 'How many pods in the namespaces of Dynamo are not ready?',
  reading:
    'Every pod there, whoever it belongs to; pods that have completed are left out. A worker is not ready while it loads its model. Above 0 for longer than that: see Why containers wait.',
  absence: withoutKubernetes,
  now: sum(isAbove(notReady, 0)),
  unit: 'short',
  decimals: 0,
});

const restarts = (window: 'rate' | 'range') => ours(sum(increase(kubernetes.containerRestarts, {}, window), byPod));

export const restartsInRange = stat({
  id: 'restarts-in-range',
  title: 'Restarts',
  question: 'How many containers restarted in this time range?',
  reading:
    'In the namespaces of Dynamo. Good is 0. More than five an hour is a crash loop: see Why containers ended and the last log lines.',
  absence: withoutKubernetes,
  series: [{ ...series(sum(restarts('range')), 'restarts'), instant: true }],
  unit: 'short',
  decimals: 0,
});

export const podsByPhase = podChart({
  id: 'pods-by-phase',
  title: 'Pods by phase',
  question: 'Do the pods run?',
  reading:
    'Pods in the namespaces of Dynamo. "Pending" that stays: no node has a free GPU, or a volume is missing. "Failed": evicted, or out of memory on the node.',
  series: [
    series(sum(ours(sum(value(kubernetes.podPhase), { by: ['namespace', 'phase'] })), { by: ['phase'] }), '{{phase}}'),
  ],
  unit: 'short',
  stacked: true,
});

export const restartsPerPod = podChart({
  id: 'restarts-per-pod',
  title: 'Restarts per pod',
  question: 'Which pod restarts?',
  reading:
    'Restarts in the window of each point, the eight pods that restart most. Each restart of a worker costs the requests on it and its cache. One pod alone: its GPU or node.',
  series: [series(busiest(8, restarts('rate'), ['namespace', 'pod']), legend)],
  unit: 'short',
});

export const waitingReasons = podChart({
  id: 'container-waiting',
  title: 'Why containers wait',
  question: 'What keeps containers from running?',
  reading:
    'Containers by reason. "CrashLoopBackOff": it starts and dies. "ImagePullBackOff", "ErrImagePull": the image or the secret. "ContainerCreating" for long: a volume, or a large image.',
  absence: 'No container waits in this time range, or kube-state-metrics is not scraped.',
  series: [
    series(
      sum(ours(sum(value(kubernetes.containerWaiting), { by: ['namespace', 'reason'] })), { by: ['reason'] }),
      '{{reason}}'
    ),
  ],
  unit: 'short',
  stacked: true,
});

export const endReasons = podChart({
  id: 'container-ended',
  title: 'Why containers ended',
  question: 'Why did containers end the last time?',
  reading:
    'Containers by the reason of their last end, which stays until the next. "OOMKilled": more memory for the pod (host memory, not GPU). "Error": the log of the previous container tells. "Completed" of a worker: it was told to stop.',
  absence: 'No container has ended since its pod began, or kube-state-metrics is not scraped.',
  series: [
    series(
      sum(ours(sum(value(kubernetes.containerTerminated), { by: ['namespace', 'reason'] })), { by: ['reason'] }),
      '{{reason}}'
    ),
  ],
  unit: 'short',
  stacked: true,
});

const wanted = ours(sum(value(kubernetes.deploymentReplicas), { by: ['namespace'] }));
const available = ours(sum(value(kubernetes.deploymentAvailable), { by: ['namespace'] }));

export const replicas = podChart({
  id: 'replicas',
  title: 'Replicas',
  question: 'Are there as many pods as there should be?',
  reading:
    'Deployments in the namespaces of Dynamo. A gap that stays is pods that cannot start; "wanted" moving is the planner or a person. Workers on several nodes are no Deployments and are not counted.',
  series: [series(lines({ wanted: sum(wanted), available: sum(available) }), '{{line}}')],
  unit: 'short',
});

export const podRoster = table({
  id: 'pods-in-trouble',
  title: 'Pods in trouble',
  question: 'Which pods are not as they should be?',
  reading:
    'Pods that are not ready or have restarted in this time range, at its end. Begin with the one that has restarted most; describe it, then read its last log lines.',
  absence: 'All pods are ready, or kube-state-metrics is not scraped.',
  series: [series(onlyAbove(notReady, 0), 'Not ready'), series(onlyAbove(restarts('range'), 0), 'Restarts')],
  unit: 'none',
  sortBy: 'Restarts',
  transformations: [
    { id: 'merge', options: {} },
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: { namespace: 0, pod: 1, 'Value #A': 2, 'Value #B': 3 },
        renameByName: { namespace: 'Namespace', pod: 'Pod', 'Value #A': 'Not ready', 'Value #B': 'Restarts' },
      },
    },
  ],
  overrides: [
    { matcher: { id: 'byName', options: 'Not ready' }, properties: [{ id: 'unit', value: 'bool_yes_no' }] },
    { matcher: { id: 'byName', options: 'Restarts' }, properties: [{ id: 'decimals', value: 0 }] },
  ],
});
