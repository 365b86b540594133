import type { LabelPair, Labels } from '../../labels/label-set.ts';

/** A process of a Dynamo graph deployment on Kubernetes. */
export interface KubernetesProcess {
  readonly namespace: string;
  readonly deployment: string;
  /** Its service in the deployment, such as `frontend`. */
  readonly component: string;
  /** As the operator labels pods: `frontend`, `worker`, `prefill`, `decode`, `planner` … */
  readonly componentType: string;
  readonly pod: string;
}

/** Labels and structured metadata that Alloy, set up as Dynamo's documentation says, gives to the lines of a pod. */
export function kubernetesLabels(process: KubernetesProcess): {
  readonly labels: Labels;
  readonly structuredMetadata: readonly LabelPair[];
} {
  const { namespace, deployment, component, componentType, pod } = process;
  const name = `${deployment}-${component}`;
  const container = 'main';
  return {
    labels: {
      namespace,
      container,
      job: `${namespace}/${container}`,
      service_name: name,
      app_kubernetes_io_name: name,
      nvidia_com_dynamo_component_type: componentType,
      nvidia_com_dynamo_graph_deployment_name: deployment,
    },
    structuredMetadata: [['pod', pod]],
  };
}
