import { frontend, gpu, router, vllm, worker } from '@dynamo-observability/signals';
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

  it('router: never by Dynamo namespace or component, which name whichever came first', () => {
    expect(matchers(router.kvHitRate)).toEqual(['cluster=~$cluster', 'namespace=~$namespace']);
  });

  it('GPU: the cluster alone; its namespace is that of the exporter', () => {
    expect(matchers(gpu.powerUsage)).toEqual(['cluster=~$cluster']);
  });
});
