import { requestsBehind } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import {
  atMs,
  endMs,
  fails,
  find,
  finds,
  found,
  id,
  line,
  loki,
  patternOf,
  point,
  prometheus,
  span,
  tempo,
} from '../testing/evidence.ts';
import { lineRows, seriesRows, spanRows } from '../testing/found.ts';
import type { Point } from './point.ts';

describe('a point of one worker', () => {
  const hex = 'ff';
  const workers = seriesRows({ worker_id: hex, instance: '10.0.0.1:9090', pod: 'decode-0' });
  const known = () => prometheus(() => workers);
  const ofInstance: Point = { ...point, labels: { instance: '10.0.0.1:9090' } };

  it('finds its requests by the decimal id, which Prometheus knows by the process', async () => {
    const t = tempo(finds(spanRows(span(id('a')))));
    const evidence = await find({ prometheus: known(), tempo: t }, ofInstance);
    expect(t.asked.join()).toContain('span.worker_id =~ "255"');
    expect(evidence.scope.workers).toEqual([{ hex, decimal: '255', instance: '10.0.0.1:9090', pod: 'decode-0' }]);
  });

  it('leaves out lines of other workers, but no trace: after a migration only its attempts name the worker', async () => {
    const evidence = await find(
      {
        prometheus: known(),
        tempo: tempo(finds(spanRows(span(id('a'), { decode_worker_id: '7' })))),
        loki: loki(
          finds(lineRows(endMs, line(id('b'), { decode_worker_id: '255' }), line(id('c'), { decode_worker_id: '7' })))
        ),
      },
      ofInstance
    );
    expect(found(evidence).map(([trace]) => trace)).toEqual([id('a'), id('b')]);
  });

  it.each([
    ['Prometheus fails', () => prometheus(fails('timeout'))],
    ['there is no Prometheus', () => undefined],
    ['Prometheus does not know the process', () => prometheus(() => [])],
  ])('finds all requests of the moment where %s, and says that it could not tell the worker', async (_, metrics) => {
    const t = tempo(finds(spanRows(span(id('a')))));
    const evidence = await find({ prometheus: metrics(), tempo: t }, ofInstance);
    expect(t.asked.join()).not.toContain('worker_id =~');
    expect(found(evidence)).toEqual([[id('a'), 'traces']]);
    expect(evidence.scope).toMatchObject({ workers: undefined, instance: '10.0.0.1:9090' });
  });

  it('by a worker id needs no Prometheus', async () => {
    const t = tempo();
    await find({ prometheus: prometheus(fails('timeout')), tempo: t }, { ...point, labels: { worker_id: '255' } });
    expect(t.asked.join()).toContain('span.worker_id =~ "255"');
  });

  it('of a GPU finds those of the pod that holds it', async () => {
    const t = tempo();
    const p = prometheus((query) =>
      query.includes('DCGM') ? seriesRows({ gpu: '0', Hostname: 'node-1', exported_pod: 'decode-0' }) : workers
    );
    await find(
      { prometheus: p, tempo: t },
      { ...point, labels: { hostname: 'node-1', gpu: '0' } },
      requestsBehind('gpu-power', { hostname: 'gpu-host', gpu: 'gpu' })
    );
    expect(t.asked.join()).toContain('span.worker_id =~ "255"');
  });

  it('of a GPU whose name is hostile asks for just that GPU', async () => {
    const p = prometheus(() => []);
    const gpu = '0"} or up{x="|.*';
    await find({ prometheus: p }, { ...point, labels: { gpu } }, requestsBehind('gpu-power', { gpu: 'gpu' }));
    expect(gpu).toMatch(patternOf(p.asked.join('\n'), 'gpu'));
    expect('0').not.toMatch(patternOf(p.asked.join('\n'), 'gpu'));
  });
});

describe('a point of errors', () => {
  const errors = requestsBehind('errors', { error_type: 'error-type' });

  it('finds a failure that was logged below the request too, as embeddings do', async () => {
    const below = { traceIdHidden: id('b'), name: 'embeddings', time: atMs, duration: 1e6, error_type: 'not_found' };
    const evidence = await find(
      { tempo: tempo(finds(spanRows(span(id('a'), { error_type: 'not_found' }), below))) },
      { ...point, labels: { error_type: 'not_found' } },
      errors
    );
    expect(evidence.requests.map(({ request }) => [request.traceId, request.errorType])).toEqual(
      expect.arrayContaining([
        [id('a'), 'not_found'],
        [id('b'), 'not_found'],
      ])
    );
  });
});
