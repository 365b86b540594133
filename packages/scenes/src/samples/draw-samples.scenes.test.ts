import { requestsBehind, type Panel } from '@dynamo-observability/dashboards';
import { sum, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import {
  applyFieldOverrides,
  createTheme,
  DataTopic,
  dateTime,
  FieldType,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type PanelData,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneDataNode,
  SceneDataTransformer,
  sceneGraph,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { panelOf } from '../testing/definitions.ts';
import { siteOf } from '../testing/evidence-site.ts';
import { FakeSource } from '../testing/fake-source.ts';
import { spanRows } from '../testing/found.ts';
import { activateTree, eventually, offerSources, startWith } from '../testing/host.ts';
import { FakePrometheus } from '../testing/prometheus.ts';
import { withSamples } from './draw-samples.ts';
import { RequestSamples } from './request-samples.ts';

const range = { from: dateTime(60_000), to: dateTime(660_000), raw: { from: dateTime(60_000), to: dateTime(660_000) } };
const drawn = toDataFrame({
  fields: [
    { name: 'Time', type: FieldType.time, values: [100_000] },
    { name: 'Value', type: FieldType.number, values: [0.4] },
  ],
});
/** What stands on a chart beside its series, as a data source gives it. */
const annotation = (name: string, ...times: readonly number[]) =>
  toDataFrame({
    name,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [{ name: 'Time', type: FieldType.time, values: [...times] }],
  });
const native = annotation('exemplar', 100_000);
const dataOf = (about: Partial<PanelData> = {}): PanelData => ({
  state: LoadingState.Done,
  series: [drawn],
  timeRange: range,
  ...about,
});

const [query] = panelOf([sum(value(worker.inflightRequests))]).queries;
const latency = panelOf([], {
  queries: query?.source === 'prometheus' ? [{ ...query, exemplars: true }] : [],
  explain: requestsBehind('ttft'),
});

const request = { traceIdHidden: 'a'.repeat(32), name: 'http-request', time: 70_000, duration: 1e9, ttft_ms: '500' };
let tempo = new FakeSource('tempo');
beforeAll(() => startWith(new FakePrometheus()));
beforeEach(() => {
  // One request, in whichever part of the range it began.
  tempo = new FakeSource('tempo', (_, { range: { from, to } }) =>
    from.valueOf() <= request.time && request.time < to.valueOf() ? [spanRows(request)] : []
  );
  offerSources({ tempo });
});
let leave = (): void => undefined;
afterEach(() => {
  leave();
  leave = () => undefined;
});

interface Opened {
  readonly answer: SceneDataNode;
  readonly data: SceneDataTransformer;
}

/** A page with one chart that has got some data. */
function open(panel: Panel, got: PanelData, samples = true): Opened {
  const answer = new SceneDataNode({ data: got });
  const data = withSamples(panel, new SceneDataTransformer({ $data: answer, transformations: [] }));
  const page = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: range.from.toISOString(), to: range.to.toISOString() }),
    $behaviors: samples ? [new RequestSamples(siteOf([panel]))] : [],
    body: new VizPanel({ pluginId: 'timeseries', $data: data }),
  });
  leave = activateTree(page);
  return { answer, data };
}

const marksOf = ({ data }: Opened): readonly DataFrame[] =>
  (data.state.data?.annotations ?? []).filter(({ refId }) => refId === 'samples');
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('a chart of latencies', () => {
  it('without exemplars gets marks for real requests, once they have come, and keeps its series', async () => {
    const chart = open(latency, dataOf());
    expect(chart.data.state.data?.series).toHaveLength(1);
    await eventually(() => expect(marksOf(chart)).toHaveLength(1));
    const [marks] = marksOf(chart);
    expect(marks?.fields.slice(0, 2).map(({ values }) => [...(values as readonly number[])])).toEqual([
      [70_500],
      [0.5],
    ]);
    expect(chart.data.state.data?.series).toHaveLength(1);
  });

  it('with exemplars of its own gets no marks, and no request is looked for', async () => {
    const chart = open(latency, dataOf({ annotations: [native] }));
    await settled();
    expect(marksOf(chart)).toEqual([]);
    expect(chart.data.state.data?.annotations).toEqual([native]);
    expect(tempo.asked).toEqual([]);
  });

  it('loses its marks when exemplars come after all', async () => {
    const chart = open(latency, dataOf());
    await eventually(() => expect(marksOf(chart)).toHaveLength(1));
    chart.answer.setState({ data: dataOf({ annotations: [native] }) });
    await eventually(() => expect(marksOf(chart)).toEqual([]));
  });

  it('takes an empty frame of exemplars for none, and annotations of events for something else', async () => {
    const [none, event] = [annotation('exemplar'), annotation('deployment', 1)];
    const chart = open(latency, dataOf({ annotations: [none, event] }));
    await eventually(() => expect(marksOf(chart)).toHaveLength(1));
    expect(chart.data.state.data?.annotations).toContain(event);
  });

  it.each([
    ['is empty', dataOf({ series: [] })],
    ['is loading', dataOf({ state: LoadingState.Loading })],
    ['has failed', dataOf({ state: LoadingState.Error, series: [] })],
  ])('that %s has no requests looked for', async (_, got) => {
    const chart = open(latency, got);
    await settled();
    expect(tempo.asked).toEqual([]);
    expect(marksOf(chart)).toEqual([]);
  });

  it('has them looked for when its data come', async () => {
    const chart = open(latency, dataOf({ state: LoadingState.Loading, series: [] }));
    chart.answer.setState({ data: dataOf() });
    await eventually(() => expect(marksOf(chart)).toHaveLength(1));
  });

  it('does without where nothing is found, or the search fails', async () => {
    tempo.answer = () => {
      throw new Error('overloaded');
    };
    const chart = open(latency, dataOf());
    await eventually(() => expect(tempo.asked.length).toBeGreaterThan(0));
    await settled();
    expect(marksOf(chart)).toEqual([]);
    expect(chart.data.state.data?.series).toHaveLength(1);
  });

  it('does without on a page that has no samples', async () => {
    const chart = open(latency, dataOf(), false);
    await settled();
    expect(marksOf(chart)).toEqual([]);
    expect(chart.data.state.data?.series).toHaveLength(1);
  });
});

describe('an exemplar of Prometheus', () => {
  const toExplore = {
    title: 'Open in Tempo',
    url: '',
    internal: { datasourceUid: 'tempo', datasourceName: 'T', query: {} },
  };
  const traced = (label: string) =>
    toDataFrame({
      name: 'exemplar',
      meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
      fields: [
        { name: 'Time', type: FieldType.time, values: [100_000] },
        { name: 'Value', type: FieldType.number, values: [0.4] },
        { name: label, type: FieldType.string, values: ['b'.repeat(32)], config: { links: [toExplore] } },
        { name: 'model', type: FieldType.string, values: ['a/b'], config: {} },
      ],
    });

  /** Links of each field of the exemplar, as a chart shows them. */
  function shownLinks(chart: Opened): Record<string, ReadonlyArray<readonly [string, string]>> {
    const [frame] = applyFieldOverrides({
      data: [...(chart.data.state.data?.annotations ?? [])],
      fieldConfig: { defaults: {}, overrides: [] },
      replaceVariables: (template, scope) => sceneGraph.interpolate(chart.data, template, scope),
      theme: createTheme(),
    });
    return Object.fromEntries(
      (frame?.fields ?? []).map((field) => [
        field.name,
        (field.getLinks?.({ valueRowIndex: 0 }) ?? []).map(({ title, href }) => [title, href] as const),
      ])
    );
  }

  const mayExploreIs = (may: boolean) => {
    const { user } = config.bootData;
    config.bootData.user = { ...user, permissions: { ...user.permissions, 'datasources:explore': may } };
  };
  const before = () => config.bootData.user;
  let user: ReturnType<typeof before>;
  beforeEach(() => (user = before()));
  afterEach(() => (config.bootData.user = user));

  it.each(['trace_id', 'traceID'])('leads to the page of its request, by its label %s', async (label) => {
    mayExploreIs(false);
    const chart = open(latency, dataOf({ annotations: [traced(label)] }));
    await settled();
    expect(shownLinks(chart)[label]?.map(([, href]) => href)).toEqual([`/a/app/requests/${'b'.repeat(32)}`]);
    expect(shownLinks(chart)['model']).toEqual([]);
  });

  it('leads to Explore too, second, for those who may explore', async () => {
    mayExploreIs(true);
    const chart = open(latency, dataOf({ annotations: [traced('trace_id')] }));
    await settled();
    const titles = shownLinks(chart)['trace_id']?.map(([title]) => title);
    expect(titles).toHaveLength(2);
    expect(titles?.[1]).toBe('Open in Tempo');
  });

  it('keeps the way after the marks of events have come, and the frame that came stays as it was', async () => {
    mayExploreIs(false);
    const own = traced('trace_id');
    const chart = open(latency, dataOf({ annotations: [own] }));
    chart.answer.setState({ data: dataOf({ annotations: [own, annotation('deployment', 1)] }) });
    await settled();
    expect(shownLinks(chart)['trace_id']).toHaveLength(1);
    expect(own.fields[2]?.config.links).toEqual([toExplore]);
  });

  it('stays as it is on a page without a way to requests', async () => {
    const own = traced('trace_id');
    const chart = open(latency, dataOf({ annotations: [own] }), false);
    await settled();
    expect(chart.data.state.data?.annotations).toEqual([own]);
  });
});

describe('other charts', () => {
  const { explain: _, ...withoutWay } = latency;

  it.each([
    ['that ask for no exemplars', panelOf([sum(value(worker.inflightRequests))], { explain: requestsBehind('kv') })],
    ['that lead to no requests', withoutWay],
  ])('%s are left as they are', async (_name, panel) => {
    const chart = open(panel, dataOf());
    await settled();
    expect(chart.data.state.transformations).toEqual([]);
    expect(tempo.asked).toEqual([]);
  });

  it('without data of their own stay without', () => {
    expect(withSamples(latency, undefined)).toBeUndefined();
  });
});
