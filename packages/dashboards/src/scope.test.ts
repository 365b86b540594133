import {
  frontend,
  gpu,
  kubernetes,
  kvbm,
  nats,
  nixl,
  planner,
  router,
  spanLatency,
  vllm,
  worker,
} from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { dashboardScope } from './scope.ts';

const matchers = (metric: Parameters<ReturnType<typeof dashboardScope>>[0]) =>
  dashboardScope()(metric).map((m) => `${m.label}${m.op}${'template' in m.value ? m.value.template : ''}`);

describe('a family gets the matchers that it has labels for', () => {
  it('frontend: place and model; its namespace label exists only on Kubernetes, so its absence is admitted', () => {
    expect(matchers(frontend.requests)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}|',
      'model=~$model',
    ]);
  });

  it('frontend workers: the role; the worker id there is not the scraped process', () => {
    expect(matchers(frontend.workerActiveDecodeBlocks)).toContain('worker_type=~${role:pipe}');
    expect(matchers(frontend.workerActiveDecodeBlocks)).not.toContain('instance=~$worker');
  });

  it('worker: deployment, role and process; the mocker does not name its model, so its absence is admitted', () => {
    expect(matchers(worker.requests)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}',
      'model=~$model|',
      'dynamo_component=~${role:pipe}',
      'instance=~$worker',
    ]);
  });

  it('engine: the model under its own label; what a worker adds is absent from the mocker, and admitted', () => {
    expect(matchers(vllm.kvCacheUsage)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}|',
      'model_name=~$model',
      'dynamo_component=~${role:pipe}|',
      'instance=~$worker',
    ]);
  });

  it('NIXL: not the process, for it has a port of its own', () => {
    expect(matchers(nixl.txBytes)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}|',
    ]);
  });

  it('router: never by Dynamo namespace or component, which name whichever came first', () => {
    expect(matchers(router.kvHitRate)).toEqual(['cluster=~$cluster', 'namespace=~$namespace']);
  });

  it('block manager: its own targets, and a deployment only where relabelling names it', () => {
    expect(matchers(kvbm.matchedTokens)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}|',
      'instance=~$kvbm_worker',
    ]);
  });

  it('planner: its own target', () => {
    expect(matchers(planner.gpuHours)).toContain('instance=~$planner');
  });

  it('JetStream: not the cluster, for its label of that name is the cluster of NATS', () => {
    expect(matchers(nats.consumerPending)).toEqual([]);
    expect(matchers(nats.connections)).toEqual(['cluster=~$cluster']);
  });

  it('kube-state-metrics: cluster and namespace, which are those of the pod that it describes', () => {
    expect(matchers(kubernetes.podPhase)).toEqual(['cluster=~$cluster', 'namespace=~$namespace']);
  });

  it('spans: only what a Collector knows of the place; a series of nowhere is no answer about one deployment', () => {
    expect(matchers(spanLatency.timeToFirstToken)).toEqual([
      'cluster=~$cluster',
      'namespace=~$namespace',
      'dynamo_namespace=~${deployment:pipe}',
      'model=~$model',
    ]);
  });

  it('GPU: the cluster alone; its namespace is that of the exporter', () => {
    expect(matchers(gpu.powerUsage)).toEqual(['cluster=~$cluster']);
  });
});
