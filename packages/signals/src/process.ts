import type { ProcessId } from './metric.ts';

/** How a kind of process is recognised in Prometheus, and what to do when it is not scraped. */
export interface Process {
  readonly id: ProcessId;
  /** What a person calls it. */
  readonly title: string;
  /**
   * A family that every version exposes from its start, before any traffic: its absence means "not scraped". The operator, the
   * endpoint picker, a collector and a service graph have none: theirs also needs a first resource or a first request.
   */
  readonly probe: string;
  /** One sentence: where its metrics are and what switches them on. */
  readonly scrape: string;
  /** An installation may well do without it, so its absence need not be a fault. */
  readonly optional?: true;
}

/** Every process that this project knows, from dynamo-facts.md a.0. */
export const processes = {
  frontend: {
    id: 'frontend',
    title: 'Dynamo frontend',
    probe: 'dynamo_frontend_disconnected_clients',
    scrape: 'Scrape /metrics on the HTTP port of the frontend (DYN_HTTP_PORT, 8000).',
  },
  router: {
    id: 'router',
    title: 'Dynamo router',
    probe: 'dynamo_component_router_requests_total',
    scrape: 'Scrape the frontend that embeds the router, or DYN_SYSTEM_PORT of a standalone router.',
  },
  worker: {
    id: 'worker',
    title: 'Dynamo workers',
    probe: 'dynamo_component_inflight_requests',
    scrape: 'Set DYN_SYSTEM_PORT on every worker (off by default) and scrape /metrics there.',
  },
  kvbm: {
    id: 'kvbm',
    title: 'KV block manager',
    optional: true,
    probe: 'kvbm_matched_tokens',
    scrape: 'Set DYN_KVBM_METRICS=true on the workers and scrape DYN_KVBM_METRICS_PORT (6880).',
  },
  planner: {
    id: 'planner',
    title: 'Dynamo planner',
    optional: true,
    probe: 'dynamo_planner_num_prefill_replicas',
    scrape: 'Set PLANNER_PROMETHEUS_PORT (9085 under the operator) and scrape it.',
  },
  'kv-indexer': {
    id: 'kv-indexer',
    title: 'Standalone KV indexer',
    optional: true,
    probe: 'dynamo_kvindexer_models',
    scrape: 'Scrape /metrics on the HTTP port of the indexer.',
  },
  operator: {
    id: 'operator',
    title: 'Dynamo operator',
    optional: true,
    probe: 'dynamo_operator_resources_total',
    scrape: 'Enable the metrics Service of the operator (port 8080) and its ServiceMonitor.',
  },
  'kube-state-metrics': {
    id: 'kube-state-metrics',
    title: 'kube-state-metrics',
    optional: true,
    probe: 'kube_pod_status_phase',
    scrape: 'Run kube-state-metrics and scrape port 8080 with honorLabels; kube-prometheus-stack does both.',
  },
  epp: {
    id: 'epp',
    title: 'Endpoint picker',
    optional: true,
    probe: 'dynamo_epp_cached_tokens',
    scrape: 'Set DYN_EPP_METRICS_PORT (9090) and scrape it.',
  },
  'power-agent': {
    id: 'power-agent',
    title: 'Power agent',
    optional: true,
    probe: 'dynamo_power_agent_apply_failures_total',
    scrape: 'Start the power agent with --prometheus-port and scrape it.',
  },
  'local-resource-monitor': {
    id: 'local-resource-monitor',
    title: 'Local resource monitor',
    optional: true,
    probe: 'dynamo_gpu_memory_total_gib',
    scrape: 'Run the host script and scrape port 8051.',
  },
  dcgm: {
    id: 'dcgm',
    title: 'DCGM exporter',
    probe: 'DCGM_FI_DEV_GPU_UTIL',
    scrape: 'Run dcgm-exporter on the GPU nodes and scrape port 9400 (9401 in the Dynamo compose file).',
  },
  nats: {
    id: 'nats',
    title: 'NATS exporter',
    optional: true,
    probe: 'gnatsd_varz_connections',
    scrape: 'Run prometheus-nats-exporter with -varz -jsz=all and scrape port 7777. Dynamo works without NATS.',
  },
  etcd: {
    id: 'etcd',
    title: 'etcd',
    optional: true,
    probe: 'etcd_server_has_leader',
    scrape: 'Scrape /metrics on the client port of etcd (2379). Dynamo works without etcd.',
  },
  collector: {
    id: 'collector',
    title: 'Latency from spans',
    optional: true,
    probe: 'dynamo_span_request_duration_seconds',
    scrape:
      'Let an OpenTelemetry Collector count the spans of Dynamo (span_metrics with exemplars) and write to Prometheus, which needs exemplar storage.',
  },
  'service-graph': {
    id: 'service-graph',
    title: 'Service graph',
    optional: true,
    probe: 'traces_service_graph_request_total',
    scrape:
      'Switch on the processor service-graphs of the metrics generator of Tempo, or the connector service_graph of an OpenTelemetry Collector, and let it write to this Prometheus.',
  },
} as const satisfies { readonly [P in ProcessId]: Process };
