import { sanitizeLabel } from '@dynamo-observability/signals';

import type { Deployment, Scenario } from '../scenario/scenario.ts';
import type { WorkerState } from '../story/worker.ts';

/** The Kubernetes namespace of everything that serves. */
export const servingNamespace = 'dynamo';

/** A scraped process, as service discovery sees it. */
export interface Place {
  /** Of the Compose file, when there is no Kubernetes. */
  readonly job: string;
  /** PodMonitor that finds it on Kubernetes. */
  readonly monitor: string;
  readonly instance: string;
  readonly pod: string;
  /** Name of the port in the PodMonitor. */
  readonly endpoint: string;
  readonly container?: string;
  readonly more?: { readonly [name: string]: string };
}

/** Labels that Prometheus adds to all series of a process (dynamo-facts.md b.5, f.2, f.3). */
export function placeLabels(scenario: Scenario, place: Place): { readonly [name: string]: string } {
  if (!scenario.kubernetes) {
    return { job: place.job, instance: place.instance };
  }
  return {
    job: `${servingNamespace}/${place.monitor}`,
    instance: place.instance,
    namespace: servingNamespace,
    pod: place.pod,
    container: place.container ?? 'main',
    endpoint: place.endpoint,
    ...place.more,
  };
}

/** `10.0.1.7:9090` at another port. */
export const atPort = (instance: string, port: number): string => instance.replace(/:\d+$/, `:${port}`);

/** As the processes in Rust print it: `chat_prod`. */
export const namespaceInRust = (deployment: Deployment): string => sanitizeLabel(deployment.dynamoNamespace);

/** Decode workers and aggregated ones are both called `backend`. */
export const componentOf = (worker: WorkerState): 'prefill' | 'backend' =>
  worker.pool.role === 'prefill' ? 'prefill' : 'backend';
