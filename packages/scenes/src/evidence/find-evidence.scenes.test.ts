import { requestsBehind, type Explain } from '@dynamo-observability/dashboards';
import type { DataFrame } from '@grafana/data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FakeSource, type Answer } from '../testing/fake-source.ts';
import { lineRows, seriesRows, spanRows } from '../testing/found.ts';
import { findEvidence, type Sources } from './find-evidence.ts';
import type { Point } from './point.ts';

const id = (digit: string) => digit.repeat(32);
const moment = { fromMs: 100_000, toMs: 160_000 };
const atMs = 120_000;
const point: Point = { panel: 'ttft', timeMs: moment.toMs, value: 0.23, labels: {} };
const ttft = requestsBehind('ttft', { model: 'model', worker_id: 'worker', instance: 'instance' });

const span = (traceId: string, more: object = {}) => ({
  traceIdHidden: traceId,
  name: 'http-request',
  time: atMs,
  duration: 2e9,
  ttft_ms: '500',
  ...more,
});
const line = (traceId: string, more: object = {}) => ({
  trace_id: traceId,
  elapsed_ms: '2000',
  ttft_ms: '500',
  status: 'success',
  ...more,
});
const endMs = atMs + 2000;

const fails =
  (message: string): Answer =>
  () => {
    throw new Error(message);
  };
const finds =
  (...frames: readonly DataFrame[]): Answer =>
  () =>
    frames;
const tempo = (answer?: Answer) => new FakeSource('tempo', answer);
const loki = (answer?: Answer) => new FakeSource('loki', answer);
const prometheus = (answer?: Answer) => new FakeSource('prometheus', answer);

const none: Sources = { prometheus: undefined, tempo: undefined, loki: undefined };
const find = (sources: Partial<Sources>, at = point, explain: Explain = ttft, models: readonly string[] = []) =>
  findEvidence(at, explain, moment, models, { ...none, ...sources });
type Evidence = Awaited<ReturnType<typeof findEvidence>>;
const found = ({ requests }: Evidence) =>
  requests.map(({ request: { traceId, sources } }) => [traceId, [...sources].join('+')]);

/** What a condition on a label matches: its literal, read as Go does, as an anchored pattern. */
function patternOf(query: string, label: string): RegExp {
  const [, quoted, raw = ''] = new RegExp(`${label} ?=~? ?(?:("(?:[^"\\\\]|\\\\.)*")|\`([^\`]*)\`)`).exec(query) ?? [];
  return new RegExp(`^(?:${quoted === undefined ? raw : String(JSON.parse(quoted))})$`, 's');
}

describe('the requests behind a point', () => {
  it('are one where traces and logs tell of the same, by its trace id, and say where they were found', async () => {
    const evidence = await find({
      // A search for traces leaves out the leading zeros of an id.
      tempo: tempo(finds(spanRows(span(id('a').slice(2)), span(id('b'))))),
      loki: loki(finds(lineRows(endMs, line(`00${id('a').slice(2)}`), line(id('c')), line(id('c'))))),
    });
    expect(found(evidence)).toEqual([
      [`00${id('a').slice(2)}`, 'traces+logs'],
      [id('b'), 'traces'],
      [id('c'), 'logs'],
    ]);
    expect([evidence.traces.state, evidence.logs.state]).toEqual(['done', 'done']);
  });

  it('stand in order of what they contribute', async () => {
    const evidence = await find({
      tempo: tempo(finds(spanRows(span(id('a'), { ttft_ms: '100' }), span(id('b'), { ttft_ms: '900' })))),
    });
    expect(evidence.requests.map(({ request, share }) => [request.traceId, share])).toEqual([
      [id('b'), 0.9],
      [id('a'), 0.1],
    ]);
  });

  it('leave out neighbours in time that a search returns too', async () => {
    const early = span(id('a'), { time: moment.fromMs - 10_000 });
    const late = span(id('b'), { time: moment.toMs - 100 });
    expect(found(await find({ tempo: tempo(finds(spanRows(early, late))) }))).toEqual([]);
  });

  it('are none where nothing was found, and both searches were done', async () => {
    const evidence = await find({ tempo: tempo(), loki: loki() });
    expect(evidence).toMatchObject({ requests: [], traces: { state: 'done' }, logs: { state: 'done' } });
  });

  it('may be more where a search gave as many as it was asked for', async () => {
    const many = Array.from({ length: 200 }, (_, i) => span(i.toString(16).padStart(32, 'a')));
    const evidence = await find({ tempo: tempo(finds(spanRows(...many))), loki: loki() });
    expect(evidence.traces).toMatchObject({ limited: true });
    expect(evidence.logs).toMatchObject({ limited: false });
  });
});

describe('what cannot be asked', () => {
  it('a Tempo that fails leaves what Loki has, and its words', async () => {
    const evidence = await find({
      tempo: tempo(fails('too many traces')),
      loki: loki(finds(lineRows(endMs, line(id('a'))))),
    });
    expect(evidence.traces).toEqual({ state: 'failed', message: 'too many traces' });
    expect(found(evidence)).toEqual([[id('a'), 'logs']]);
  });

  it('a Loki that fails leaves what Tempo has, and its words', async () => {
    const evidence = await find({ tempo: tempo(finds(spanRows(span(id('a'))))), loki: loki(fails('parse error')) });
    expect(evidence.logs).toEqual({ state: 'failed', message: 'parse error' });
    expect(found(evidence)).toEqual([[id('a'), 'traces']]);
  });

  it('a Loki that cannot list labels, or has none of Dynamo, says so and is not searched', async () => {
    const [broken, foreign] = [loki(), loki()];
    broken.labelsFail = new Error('no org id');
    foreign.labels = { job: ['nginx'] };
    expect((await find({ loki: broken })).logs).toEqual({ state: 'failed', message: 'no org id' });
    expect((await find({ loki: foreign })).logs).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('No stream in My loki') as string,
    });
    expect([...broken.asked, ...foreign.asked]).toEqual([]);
  });

  it('Loki alone is enough', async () => {
    const evidence = await find({ loki: loki(finds(lineRows(endMs, line(id('a'))))) });
    expect(evidence.traces).toEqual({ state: 'absent' });
    expect(found(evidence)).toEqual([[id('a'), 'logs']]);
  });

  it('Tempo alone is enough', async () => {
    const evidence = await find({ tempo: tempo(finds(spanRows(span(id('a'))))) });
    expect(evidence.logs).toEqual({ state: 'absent' });
    expect(found(evidence)).toEqual([[id('a'), 'traces']]);
  });

  it('without both nothing is found, and both are said to be absent', async () => {
    expect(await find({})).toMatchObject({ requests: [], traces: { state: 'absent' }, logs: { state: 'absent' } });
  });
});

describe('what is asked', () => {
  const asked = async (
    at: Partial<Point>,
    explain = ttft,
    sources: Partial<Sources> = {},
    models: readonly string[] = []
  ) => {
    const [t, l] = [tempo(), loki()];
    await find({ tempo: t, loki: l, ...sources }, { ...point, ...at }, explain, models);
    return { traceql: t.asked.join(), logql: l.asked.join() };
  };

  it.each(['a/b', 'quote " tick ` back\\slash', '.*', 'x|y', '" } || { true', '{{.x}} ${model} &#%+', '模型'])(
    'is about a model called %s and no other',
    async (model) => {
      const { traceql, logql } = await asked({ labels: { model } });
      for (const pattern of [patternOf(traceql, 'span[.]model'), patternOf(logql, 'model')]) {
        expect(model).toMatch(pattern);
        expect('another').not.toMatch(pattern);
      }
    }
  );

  it('is about any one of the models chosen on the page, where the point names none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[ -~]+$/), { minLength: 1, maxLength: 3 }),
        async (models) => {
          const { traceql } = await asked({}, ttft, {}, models);
          models.forEach((model) => expect(model).toMatch(patternOf(traceql, 'span[.]model')));
        }
      ),
      { numRuns: 30 }
    );
  });

  it('of a cell of a heatmap is the bucket; of a line, what its bucket may hold', async () => {
    const cell = await asked({ value: undefined, above: 0.22, below: 0.47 });
    expect(cell.logql).toMatch(/ttft_ms >= 220 \| ttft_ms < 470/);
    expect((await asked({ value: 0.23 })).logql).toMatch(/ttft_ms >= 100(\.0*)? \|/);
  });

  it('of logs goes on after the moment, for a line is written at the end, and Explore is shown the same', async () => {
    const l = loki();
    let to = 0;
    l.answer = (_, { range }) => {
      to = range.to.valueOf();
      return [];
    };
    const { logs } = await find({ loki: l });
    expect(to).toBe(moment.toMs + 120_000);
    expect(logs).toMatchObject({ asked: { range: { from: String(moment.fromMs), to: String(to) } } });
  });
});

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
