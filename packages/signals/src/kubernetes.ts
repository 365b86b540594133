/**
 * Pods and deployments, as kube-state-metrics shows them. It names the namespace and the pod of what it describes by the labels that a
 * scraper adds elsewhere; its scrape keeps them (honorLabels), as in kube-prometheus.
 */
import { counter, gauge } from './metric.ts';

const family = { process: 'kube-state-metrics', group: 'kubernetes' } as const;
const oneHot = 'One series for each value, 1 on the one that holds.';

export const podPhase = gauge('kube_pod_status_phase', ['uid', 'phase'], {
  ...family,
  unit: 'one-hot',
  meaning: '1 on the phase of the pod: Pending, Running, Succeeded, Failed or Unknown.',
  traps: [oneHot],
});

export const podReady = gauge('kube_pod_status_ready', ['uid', 'condition'], {
  ...family,
  unit: 'one-hot',
  meaning: '1 on whether the pod is ready: true, false or unknown.',
  traps: [oneHot, 'A pod that has completed is not ready.'],
});

export const containerRestarts = counter('kube_pod_container_status_restarts_total', ['uid', 'container'], {
  ...family,
  unit: 'count',
  meaning: 'Restarts of the container.',
});

export const containerWaiting = gauge('kube_pod_container_status_waiting_reason', ['uid', 'container', 'reason'], {
  ...family,
  unit: 'bool',
  meaning: '1 while the container waits, with the reason.',
  appears: 'first-event',
});

export const containerTerminated = gauge(
  'kube_pod_container_status_last_terminated_reason',
  ['uid', 'container', 'reason'],
  { ...family, unit: 'bool', meaning: '1 with the reason of the last end of the container.', appears: 'first-event' }
);

export const deploymentReplicas = gauge('kube_deployment_spec_replicas', ['deployment'], {
  ...family,
  unit: 'replicas',
  meaning: 'Pods that the Deployment should have.',
});

export const deploymentAvailable = gauge('kube_deployment_status_replicas_available', ['deployment'], {
  ...family,
  unit: 'replicas',
  meaning: 'Pods of the Deployment that are available.',
});
