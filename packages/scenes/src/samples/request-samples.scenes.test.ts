import { dateTime, type DataFrame } from '@grafana/data';
import {
  EmbeddedScene,
  SceneTimeRange,
  SceneVariableSet,
  TextBoxVariable,
  VizPanel,
  type SceneObject,
} from '@grafana/scenes';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { siteOf } from '../testing/evidence-site.ts';
import { FakeSource, type Answer } from '../testing/fake-source.ts';
import { lineRows, spanRows } from '../testing/found.ts';
import { activateTree, eventually, offerSources, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { RequestSamples, samplesOf } from './request-samples.ts';

const id = (digit: string) => digit.repeat(32);
const span = (traceId: string, time = 70_000) =>
  spanRows({ traceIdHidden: traceId, name: 'http-request', time, duration: 1e9, ttft_ms: '500' });
const line = (traceId: string) => lineRows(70_000, { trace_id: traceId, elapsed_ms: '1000' });
const fails: Answer = () => {
  throw new Error('overloaded');
};

beforeAll(() => startWith(new FakePrometheus()));
let leave = (): void => undefined;
afterEach(() => {
  leave();
  leave = () => undefined;
});

interface Opened {
  readonly samples: RequestSamples;
  readonly panel: SceneObject;
  readonly timeRange: SceneTimeRange;
  readonly model: TextBoxVariable;
}

/** A page over ten minutes long past, which are ten parts of a minute. */
function open(): Opened {
  const samples = new RequestSamples(siteOf([]));
  const timeRange = new SceneTimeRange({ from: new Date(60_000).toISOString(), to: new Date(660_000).toISOString() });
  const model = new TextBoxVariable({ name: 'model', value: 'a/b' });
  const panel = new VizPanel({ pluginId: 'timeseries' });
  const page = new EmbeddedScene({
    $timeRange: timeRange,
    $variables: new SceneVariableSet({ variables: [model] }),
    $behaviors: [samples],
    body: panel,
  });
  leave = activateTree(page);
  return { samples, panel, timeRange, model };
}

/** Moves the range of the page. */
function move({ timeRange }: Opened, ms: number): void {
  const { value } = timeRange.state;
  const [from, to] = [dateTime(value.from.valueOf() + ms), dateTime(value.to.valueOf() + ms)];
  timeRange.setState({ value: { from, to, raw: { from, to } } });
}

const found = ({ samples }: Opened) => [...new Set(samples.state.requests.map(({ traceId }) => traceId))];
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('samples of requests', () => {
  it('belong to the page, and a panel on it finds them', () => {
    const { samples, panel } = open();
    expect(samplesOf(panel)).toBe(samples);
    expect(samplesOf(new VizPanel({ pluginId: 'timeseries' }))).toBeUndefined();
  });

  it('are not looked for until a chart wants them, and then once for all charts', async () => {
    const tempo = new FakeSource('tempo', () => [span(id('a'))]);
    offerSources({ tempo });
    const page = open();
    await settled();
    expect(tempo.asked).toEqual([]);
    page.samples.want();
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([id('a')]));
    expect(tempo.asked).toHaveLength(10);
  });

  it('come from traces where there are both, and Loki is not asked', async () => {
    const loki = new FakeSource('loki', () => [line(id('b'))]);
    offerSources({ tempo: new FakeSource('tempo', () => [span(id('a'))]), loki });
    const page = open();
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([id('a')]));
    expect(loki.asked).toEqual([]);
  });

  it.each([
    ['there is no Tempo', {}],
    ['Tempo fails', { tempo: new FakeSource('tempo', fails) }],
    ['the plugin of Tempo cannot be loaded', { tempo: new Error('Plugin not found') }],
  ])('come from log lines where %s', async (_, others) => {
    offerSources({ ...others, loki: new FakeSource('loki', () => [line(id('b'))]) });
    const page = open();
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([id('b')]));
  });

  it.each([
    ['neither is there', {}],
    ['both fail', { tempo: new FakeSource('tempo', fails), loki: new FakeSource('loki', fails) }],
    ['nothing is found', { tempo: new FakeSource('tempo') }],
  ])('are none where %s, and nothing is thrown', async (_, sources) => {
    offerSources(sources);
    const page = open();
    page.samples.want();
    await settled();
    expect(found(page)).toEqual([]);
  });

  it('of one part whose search fails are missing; the others are there, and that part is tried again', async () => {
    let broken = true;
    const tempo = new FakeSource('tempo', (_, { range }) => {
      if (broken && range.from.valueOf() === 120_000) {
        throw new Error('overloaded');
      }
      return [span(String(range.from.valueOf() / 60_000).padStart(32, '0'))];
    });
    offerSources({ tempo });
    const page = open();
    page.samples.want();
    await eventually(() => expect(found(page)).toHaveLength(9));
    broken = false;
    move(page, 60_000);
    page.samples.want();
    await eventually(() => expect(found(page)).toContain('2'.padStart(32, '0')));
  });

  it('of parts that are over are not looked for twice when the range moves on', async () => {
    const tempo = new FakeSource('tempo');
    offerSources({ tempo });
    const page = open();
    page.samples.want();
    await eventually(() => expect(tempo.asked).toHaveLength(10));
    await settled();
    move(page, 60_000);
    page.samples.want();
    await settled();
    expect(tempo.asked).toHaveLength(11);
  });
});

describe('samples while the page changes', () => {
  /** A Tempo that answers when it is told to. */
  class SlowTempo extends FakeSource {
    private readonly waiting: Array<(frames: readonly DataFrame[]) => void> = [];

    constructor() {
      super('tempo', () => new Promise((resolve) => this.waiting.push(resolve)));
    }

    /** Answers all that was asked until now. */
    release(traceId: string, time?: number): void {
      this.waiting.splice(0).forEach((resolve) => resolve([span(traceId, time)]));
    }
  }

  it('those of a range that was left do not appear when they come late', async () => {
    const tempo = new SlowTempo();
    offerSources({ tempo });
    const page = open();
    page.samples.want();
    await eventually(() => expect(tempo.asked).toHaveLength(10));
    const late = [...tempo.asked];
    move(page, 3_600_000);
    page.samples.want();
    tempo.release(id('a'));
    await eventually(() => expect(tempo.asked.length).toBeGreaterThan(late.length));
    await settled();
    expect(found(page)).toEqual([]);
    tempo.release(id('b'), 3_670_000);
    await eventually(() => expect(found(page)).toEqual([id('b')]));
  });

  it('those of models that are no longer chosen are taken away at once', async () => {
    const tempo = new FakeSource('tempo', () => [span(id('a'))]);
    offerSources({ tempo });
    const page = open();
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([id('a')]));
    tempo.answer = () => new Promise(() => undefined);
    page.model.setValue('c/d');
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([]));
    expect(tempo.asked.at(-1)).toContain('"c/d"');
  });

  it('a search for models that were left before it began takes nothing away from those that are chosen', async () => {
    const tempo = new FakeSource('tempo', () => [span(id('a'))]);
    offerSources({ tempo });
    const page = open();
    page.model.setValue('c/d');
    page.samples.want();
    page.model.setValue('a/b');
    page.samples.want();
    await eventually(() => expect(found(page)).toEqual([id('a')]));
    expect(tempo.asked.filter((query) => query.includes('"c/d"'))).toEqual([]);
  });
});
