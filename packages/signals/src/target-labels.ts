/**
 * Labels that a scraper adds to every series. Their names differ between installations, so the rest of the project speaks of
 * them by role, and this table gives the name.
 */
export type TargetLabel = 'cluster' | 'namespace' | 'deployment' | 'pod' | 'job' | 'instance' | 'hostname';

/** The name of each role in one installation. */
export type TargetLabelNames = { readonly [R in TargetLabel]: string };

/**
 * Names under kube-prometheus and Dynamo's own PodMonitors. `deployment` is the Dynamo namespace: the operator derives it
 * from the graph deployment, the Rust processes print it with `_`, the relabelling with `-` (dynamo-facts.md b.5, b.6).
 */
export const defaultTargetLabels: TargetLabelNames = {
  cluster: 'cluster',
  namespace: 'namespace',
  deployment: 'dynamo_namespace',
  pod: 'pod',
  job: 'job',
  instance: 'instance',
  hostname: 'Hostname',
};
