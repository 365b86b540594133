import { defaultTargetLabels, workerIdToDecimal } from '@dynamo-observability/signals';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { seriesRows } from '../testing/found.ts';
import {
  gpuQuery,
  labelsIn,
  workerByDecimal,
  workersIn,
  workersOfGpu,
  workersQuery,
  type KnownWorker,
} from './workers.ts';

const decode: KnownWorker = { hex: 'ff', decimal: '255', instance: 'node-1:9090', pod: 'decode-0' };
const prefill: KnownWorker = { hex: 'a', decimal: '10', instance: 'node-2:9090', pod: 'prefill-0' };
const local: KnownWorker = { hex: 'b', decimal: '11', instance: 'node-1:9091', pod: '' };
const known = [decode, prefill, local];

describe('the workers that Prometheus knows', () => {
  it('are asked for with where they run', () => {
    expect(workersQuery()).toMatch(/^group by \(worker_id, instance, pod\) \(dynamo_component_uptime_seconds/);
  });

  it('have their id in both forms, and no pod outside Kubernetes', () => {
    const frames = seriesRows(
      { worker_id: 'ff', instance: 'node-1:9090', pod: 'decode-0' },
      { worker_id: 'b', instance: 'x:1' }
    );
    expect(workersIn(frames)).toEqual([decode, { hex: 'b', decimal: '11', instance: 'x:1', pod: '' }]);
  });

  it.each(['', 'not hex', '0xff', '"} or up', 'fffffffffffffffff'])('leave out an id that is none: "%s"', (id) => {
    expect(workersIn(seriesRows({ worker_id: id, instance: 'x:1' }))).toEqual([]);
  });

  it('leave out series without an id, and are none in an empty answer', () => {
    expect(workersIn(seriesRows({ instance: 'x:1' }))).toEqual([]);
    expect(workersIn([])).toEqual([]);
    expect(labelsIn([])).toEqual([]);
  });

  it('follow the names that an installation gives to labels', () => {
    const frames = seriesRows({ worker_id: 'ff', host: 'node-1:9090', k8s_pod: 'decode-0' });
    const names = { ...defaultTargetLabels, instance: 'host', pod: 'k8s_pod' };
    expect(workersIn(frames, names)).toEqual([decode]);
  });
});

describe('a GPU', () => {
  it('is asked for by its number and its host, whatever they are called', () => {
    expect(gpuQuery({ gpu: '0', host: 'node-1' })).toMatch(
      /^DCGM_FI_DEV_POWER_USAGE\{.*gpu=~"0".*Hostname=~"node-1".*\}$/
    );
    expect(gpuQuery({})).not.toMatch(/gpu=|Hostname=/);
  });

  it('is used by the worker of the pod that DCGM names, under either label', () => {
    expect(workersOfGpu([{ exported_pod: 'decode-0', Hostname: 'node-2' }], known)).toEqual([decode]);
    expect(workersOfGpu([{ pod: 'prefill-0' }], known)).toEqual([prefill]);
  });

  it('is used by any worker on its host where no pod is known', () => {
    expect(workersOfGpu([{ Hostname: 'node-1' }], known)).toEqual([decode, local]);
    expect(workersOfGpu([{ pod: 'dcgm-exporter-x', Hostname: 'node-1' }], known)).toEqual([decode, local]);
  });

  it('without a pod or a host leads to no worker, not to those without a pod', () => {
    expect(workersOfGpu([{ pod: '', exported_pod: '', Hostname: '' }], known)).toEqual([]);
    expect(workersOfGpu([{}], known)).toEqual([]);
    expect(workersOfGpu([], known)).toEqual([]);
  });
});

describe('a worker by its decimal id', () => {
  it('is the one that Prometheus knows', () => {
    expect(workerByDecimal('255', known)).toEqual(decode);
  });

  it('is told by its id alone where Prometheus no longer knows it; no digit is lost', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (id) => {
        const found = workerByDecimal(String(id), []);
        expect(found).toMatchObject({ decimal: String(id), instance: '', pod: '' });
        expect(workerIdToDecimal(found?.hex ?? '')).toBe(String(id));
      })
    );
  });

  it.each(['', '-1', '1.5', '0x1', '1e3', '18446744073709551616', '1|2'])('is none for "%s"', (id) => {
    expect(workerByDecimal(id, known)).toBeUndefined();
  });
});
