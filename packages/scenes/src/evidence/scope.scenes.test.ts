import { requestsBehind, type Narrowing } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { narrowed, scopeOf } from './scope.ts';
import type { KnownWorker } from './workers.ts';

const decode: KnownWorker = { hex: 'ff', decimal: '255', instance: '10.0.0.1:9090', pod: 'decode-0' };
const prefill: KnownWorker = { hex: 'a', decimal: '10', instance: '10.0.0.2:9090', pod: 'prefill-0' };
const known = [decode, prefill];
const scope = (at: ReadonlyArray<readonly [Narrowing, string]>) =>
  scopeOf(new Map(at), ['chosen'], known, [{ exported_pod: 'decode-0' }]);

describe('what the labels of a point narrow to', () => {
  const explain = requestsBehind('ttft', { model: 'model', hostname: 'gpu-host' });

  it('is what the panel says of them; other labels of the series say nothing', () => {
    const labels = { model: 'a/b', hostname: 'node-1', le: '0.5' };
    expect([...narrowed({ panel: 'p', labels }, explain)]).toEqual([
      ['model', 'a/b'],
      ['gpu-host', 'node-1'],
    ]);
  });

  it('is nothing for a point without labels, as of a stat', () => {
    expect(narrowed({ panel: 'p', labels: {} }, explain).size).toBe(0);
  });
});

describe('which requests are asked for', () => {
  it('those of the model of the point; without one those of the models chosen on the page', () => {
    expect(scope([['model', 'a/b']]).models).toEqual(['a/b']);
    expect(scope([]).models).toEqual(['chosen']);
  });

  it('those on any worker where the point names none', () => {
    expect(scope([['error-type', 'internal']])).toEqual({
      models: ['chosen'],
      workers: undefined,
      errorType: 'internal',
    });
  });

  it.each([
    ['its decimal id', 'worker', '255'],
    ['its hexadecimal id', 'worker-hex', 'ff'],
    ['its hexadecimal id in capitals', 'worker-hex', 'FF'],
    ['its process', 'instance', '10.0.0.1:9090'],
    ['its GPU', 'gpu', '0'],
  ] as const)('those of one worker, by %s', (_, narrowing, value) => {
    expect(scope([[narrowing, value]]).workers).toEqual([decode]);
  });

  it('those of a worker that Prometheus no longer knows, by its id alone', () => {
    expect(scope([['worker', '18446744073709551615']]).workers).toEqual([
      { decimal: '18446744073709551615', hex: 'ffffffffffffffff', instance: '', pod: '' },
    ]);
  });

  it.each([
    ['worker', '<script>'],
    ['worker', '-1'],
    ['worker', '18446744073709551616'],
    ['worker', ''],
    ['worker', '1|2'],
  ] as const)('none for a %s id that is none: %s', (narrowing, value) => {
    expect(scope([[narrowing, value]]).workers).toEqual([]);
  });

  it.each(['not hex', '0xff', '', 'fffffffffffffffff'])('none for a hexadecimal id that is none: "%s"', (hex) => {
    expect(scope([['worker-hex', hex]]).workers).toEqual([]);
  });

  it('all of them where a process is no known worker, as a frontend, and the process is kept to say so', () => {
    expect(scope([['instance', 'frontend:8000']])).toMatchObject({ workers: undefined, instance: 'frontend:8000' });
  });

  it('all of them where a GPU leads to no worker, and the GPU is kept to say so', () => {
    const found = scopeOf(new Map([['gpu', '0'] as const, ['gpu-host', 'node-1'] as const]), [], known, []);
    expect(found).toEqual({ models: [], workers: undefined, gpu: '0', gpuHost: 'node-1' });
  });
});
