import { requestsBehind, type Explain } from '@dynamo-observability/dashboards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  endMs,
  fails,
  find,
  finds,
  found,
  id,
  line,
  loki,
  moment,
  patternOf,
  point,
  sourcesOf,
  span,
  tempo,
  type Offer,
} from '../testing/evidence.ts';
import { lineRows, spanRows } from '../testing/found.ts';
import { findEvidence } from './find-evidence.ts';
import type { Point } from './point.ts';

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

  it('a data source whose plugin cannot be loaded fails with its words, and the other one is asked', async () => {
    const gone = () => Promise.reject(new Error('Plugin tempo not found'));
    const has = sourcesOf({ loki: loki(finds(lineRows(endMs, line(id('a'))))) });
    const evidence = await findEvidence(point, requestsBehind('ttft'), moment, [], {
      ...has,
      tempo: gone,
      prometheus: gone,
    });
    expect(evidence.traces).toEqual({ state: 'failed', message: 'Plugin tempo not found' });
    expect(found(evidence)).toEqual([[id('a'), 'logs']]);
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
  const asked = async (at: Partial<Point>, explain?: Explain, offer: Offer = {}, models: readonly string[] = []) => {
    const [t, l] = [tempo(), loki()];
    await find({ tempo: t, loki: l, ...offer }, { ...point, ...at }, explain, models);
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
          const { traceql } = await asked({}, undefined, {}, models);
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
