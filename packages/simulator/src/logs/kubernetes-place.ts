import { servingNamespace } from '../metrics/place.ts';
import type { LogProcess } from './log-line.ts';

/** Where a process runs on Kubernetes, as its pod is labelled by the operator. */
export interface KubernetesPlace {
  readonly namespace: string;
  readonly deployment: string;
  readonly component: string;
  readonly componentType: string;
  readonly pod: string;
}

/** `chat-llama-decode-1` is the second decode worker of the deployment `chat-llama`. */
export function kubernetesPlace({ name }: LogProcess): KubernetesPlace {
  const [, deployment = name, component = 'worker'] = /^(.+)-([a-z]+)(?:-\d+)?$/.exec(name) ?? [];
  return { namespace: servingNamespace, deployment, component, componentType: component, pod: name };
}
