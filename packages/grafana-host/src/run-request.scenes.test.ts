import {
  createDataFrame,
  dateTime,
  DataTopic,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type PanelData,
} from '@grafana/data';
import { lastValueFrom, of, throwError, toArray, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';

import { runRequest } from './run-request.ts';

const request: DataQueryRequest = {
  requestId: '1',
  app: 'test',
  range: { from: dateTime(0), to: dateTime(1), raw: { from: '0', to: '1' } },
  targets: [{ refId: 'A' }],
  scopedVars: {},
  interval: '1s',
  intervalMs: 1000,
  timezone: 'utc',
  startTime: 0,
};

function run(
  query: () => Observable<DataQueryResponse> | Promise<DataQueryResponse>,
  targets = request.targets
): Promise<PanelData[]> {
  const source: Pick<DataSourceApi, 'query'> = { query };
  return lastValueFrom(runRequest(source, { ...request, targets }).pipe(toArray()));
}

describe('a request', () => {
  it('is loading at first and then done', async () => {
    const states = await run(() => of({ data: [createDataFrame({ fields: [] })] }));
    expect(states.map(({ state, series }) => [state, series.length])).toEqual([
      [LoadingState.Loading, 0],
      [LoadingState.Done, 1],
    ]);
  });

  it('without queries is done at once, so that the panel does not wait', async () => {
    expect((await run(() => of({ data: [] }), [])).map(({ state }) => state)).toEqual([LoadingState.Done]);
  });

  it('keeps exemplars apart from series', async () => {
    const exemplars = createDataFrame({ fields: [], meta: { dataTopic: DataTopic.Annotations } });
    const last = (await run(() => Promise.resolve({ data: [createDataFrame({ fields: [] }), exemplars] }))).at(-1);
    expect([last?.series.length, last?.annotations]).toEqual([1, [exemplars]]);
  });

  it('collects what arrives in several packets, the newest of each key', async () => {
    const packet = (key: string, name: string): DataQueryResponse => ({
      key,
      data: [createDataFrame({ name, fields: [] })],
    });
    const last = (await run(() => of(packet('a', '1'), packet('b', '2'), packet('a', '3')))).at(-1);
    expect(last?.series.map(({ name }) => name)).toEqual(['3', '2']);
  });

  it('passes errors on, those of single queries and those of the whole', async () => {
    const some = (await run(() => of({ data: [], errors: [{ refId: 'A', message: 'wrong' }] }))).at(-1);
    const all = (await run(() => throwError(() => new Error('no answer')))).at(-1);
    expect([some?.state, some?.errors?.[0]?.message]).toEqual([LoadingState.Error, 'wrong']);
    expect([all?.state, all?.errors?.[0]?.message]).toEqual([LoadingState.Error, 'no answer']);
  });
});
