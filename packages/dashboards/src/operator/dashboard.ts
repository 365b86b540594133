import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { figures, halves, line, thirds } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import * as admission from './admission.ts';
import * as failover from './failover.ts';
import * as pods from './pods.ts';
import * as reconcile from './reconcile.ts';
import * as services from './services.ts';

const rows: readonly Row[] = [
  {
    id: 'running-as-wanted',
    title: 'Does what should run run?',
    collapsed: false,
    panels: [
      ...figures(
        reconcile.notSettled,
        pods.podsNotReady,
        pods.restartsInRange,
        reconcile.withoutError,
        failover.shadowsReady,
        failover.failedTakeovers
      ),
      ...line(8, 11)(reconcile.resourcesByStatus, pods.podsByPhase, failover.engineStates),
    ],
  },
  {
    id: 'which-pod',
    title: 'Which pod is it, and why?',
    collapsed: false,
    panels: [
      ...line(12, 8)(pods.podRoster, pods.restartsPerPod),
      ...thirds(pods.waitingReasons, pods.endReasons, pods.replicas),
    ],
  },
  {
    id: 'operator-keeps-up',
    title: 'Does the operator keep up?',
    collapsed: false,
    panels: [
      ...thirds(reconcile.queueDepth, reconcile.queueTime, reconcile.reconcileErrors),
      ...thirds(reconcile.reconcilesByResult, reconcile.reconcileDuration, reconcile.apiCalls),
    ],
  },
  {
    id: 'takeovers',
    title: 'Would a takeover work?',
    collapsed: false,
    panels: [
      ...line(24, 7)(failover.engineRoster),
      ...thirds(failover.switches, failover.switchTime, failover.transitions),
    ],
  },
  {
    id: 'admission',
    title: 'Are changes refused?',
    collapsed: true,
    panels: [
      ...thirds(admission.checks, admission.denials, admission.checkDuration),
      ...line(12, 8)(reconcile.reconcilesByType, reconcile.workersBusy),
    ],
  },
  {
    id: 'power-agent',
    title: 'Does the power agent set its limits?',
    collapsed: true,
    panels: thirds(services.powerLimits, services.powerDecisions, services.powerFailures),
  },
  {
    id: 'endpoint-picker',
    title: 'Does the endpoint picker find the cache?',
    collapsed: true,
    panels: thirds(services.pickedCache, services.pickedCacheSpread, services.pickedRequests),
  },
  {
    id: 'standalone-indexer',
    title: 'Does the standalone indexer keep up?',
    collapsed: true,
    panels: [
      ...halves(services.indexerDuration, services.indexerEvents),
      ...thirds(services.indexerRequests, services.indexerErrors, services.indexerContent),
    ],
  },
];

/** Whether Kubernetes runs what it should, the operator keeps up, and an engine would be taken over; and the small services beside them. */
export const operatorDashboard = (names: TargetLabelNames = defaultTargetLabels): Dashboard => ({
  uid: 'dynamo-operator',
  title: 'Operator and failover',
  description:
    'The Kubernetes operator of NVIDIA Dynamo, its pods, failover of engines, admission, endpoint picker, power agent and standalone indexer.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: variablesUsedBy(rows, names),
  rows,
});

export const operatorPage = operatorDashboard();
