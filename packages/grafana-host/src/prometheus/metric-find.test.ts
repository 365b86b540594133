import { MetricStore } from '@dynamo-observability/telemetry-store';
import { describe, expect, it } from 'vitest';

import { StoreBackend } from '../embedded/store-backend.ts';
import { findValues, parseVariableQuery } from './metric-find.ts';

describe('a variable query', () => {
  it.each([
    ['label_values(job)', { kind: 'label-values', label: 'job' }],
    ['label_values(up{a="b, c"}, job)', { kind: 'label-values', match: 'up{a="b, c"}', label: 'job' }],
    ['label_values({}, job)', { kind: 'label-values', label: 'job' }],
    [' label_values( up , job) ', { kind: 'label-values', match: 'up', label: 'job' }],
    ['label_names()', { kind: 'label-names' }],
    ['label_names(up)', { kind: 'label-names', match: '{__name__=~".*up.*"}' }],
    ['metrics(dynamo_.*)', { kind: 'metrics', pattern: 'dynamo_.*' }],
    ['query_result(sum(up))', { kind: 'query-result', expr: 'sum(up)' }],
    ['up{job="a"}', { kind: 'series', match: 'up{job="a"}' }],
  ])('%s is understood', (query, expected) => {
    expect(parseVariableQuery(query)).toEqual(expected);
  });
});

describe('the values of a variable', () => {
  const store = new MetricStore();
  store.addSample({ __name__: 'up', job: 'b', instance: 'x' }, 1_000, 1);
  store.addSample({ __name__: 'up', job: 'a', instance: 'y' }, 1_000, 0);
  store.addSample({ __name__: 'load', job: 'c' }, 1_000, Infinity);
  const find = (query: string, span = { startMs: 0, endMs: 1_500 }): Promise<string[]> =>
    findValues(parseVariableQuery(query), new StoreBackend(store), span);

  it('are those of a label, of all series or of some', async () => {
    expect(await find('label_values(job)')).toEqual(['a', 'b', 'c']);
    expect(await find('label_values(up, job)')).toEqual(['a', 'b']);
  });

  it('are none outside the time range', async () => {
    expect(await find('label_values(job)', { startMs: 5_000, endMs: 9_000 })).toEqual([]);
  });

  it('are the names of metrics that a pattern finds', async () => {
    expect(await find('metrics(^u)')).toEqual(['up']);
  });

  it('are the names of labels', async () => {
    expect(await find('label_names()')).toEqual(['__name__', 'instance', 'job']);
  });

  it("are samples in Grafana's form, dated at the end of the range, rounded up to the second", async () => {
    expect(await find('query_result(up == 1)')).toEqual(['up{instance="x",job="b"} 1 2000']);
    expect(await find('query_result(load)')).toEqual(['load{job="c"} +Inf 2000']);
    expect(await find('query_result(scalar(up{job="b"}))')).toEqual(['1']);
  });

  it('are series where the query is a selector', async () => {
    expect(await find('load')).toEqual(['load{job="c"}']);
    expect(await find('')).toEqual([]);
  });

  it('fail with the reason where the query is wrong', async () => {
    await expect(find('query_result(sum(')).rejects.toThrow(/parse error/);
  });
});
