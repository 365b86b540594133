import { logql, sum, traceql, value } from '@dynamo-observability/query';
import { worker } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import type { Panel, PanelQuery } from '../model.ts';
import { series } from '../visual/panel.ts';
import { timeseries } from '../visual/timeseries.ts';
import { dataSourceOf, sourcesOf } from './data-source.ts';
import { queryText, targetOf } from './target.ts';

const metrics: PanelQuery = { refId: 'A', ...series(sum(value(worker.inflightRequests)), 'all {{instance}}') };
const stream = [{ label: 'service_name', op: '=', value: { text: 'dynamo-frontend' } }] as const;
const lines: PanelQuery = { source: 'loki', refId: 'B', expr: logql.logs(stream), legend: '', maxLines: 500 };
const search = traceql.traces(traceql.is('name', 'http-request'));
const found: PanelQuery = { source: 'tempo', refId: 'C', expr: search, legend: '', limit: 20, tableType: 'spans' };

describe('a query as the data source of Grafana takes it', () => {
  it('in Prometheus', () => {
    expect(targetOf(metrics)).toMatchObject({
      datasource: { type: 'prometheus', uid: '${prometheus_datasource}' },
      legendFormat: 'all {{instance}}',
      instant: false,
      range: true,
    });
  });

  it('in Prometheus, with exemplars only where they are asked for', () => {
    expect(targetOf({ ...metrics, exemplars: true })).toMatchObject({ exemplar: true });
    expect(targetOf(metrics)).not.toHaveProperty('exemplar');
  });

  it('in Loki, lines', () => {
    expect(targetOf(lines)).toEqual({
      refId: 'B',
      datasource: { type: 'loki', uid: '${loki_datasource}' },
      editorMode: 'code',
      expr: '{service_name="dynamo-frontend"}',
      queryType: 'range',
      legendFormat: '',
      maxLines: 500,
    });
  });

  it('in Loki, one number at the end of the range', () => {
    const expr = logql.sum(logql.count(logql.logs(stream), 'range'));
    expect(targetOf({ source: 'loki', refId: 'A', expr, legend: 'lines', instant: true })).toMatchObject({
      expr: 'sum (count_over_time({service_name="dynamo-frontend"} [$__range]))',
      queryType: 'instant',
      legendFormat: 'lines',
    });
  });

  it('in Tempo, a search', () => {
    expect(targetOf(found)).toEqual({
      refId: 'C',
      datasource: { type: 'tempo', uid: '${tempo_datasource}' },
      queryType: 'traceql',
      query: '{name = "http-request"}',
      limit: 20,
      tableType: 'spans',
    });
  });

  it('in Tempo, numbers over time', () => {
    const expr = traceql.rate(traceql.is('name', 'http-request'));
    expect(targetOf({ ...found, expr })).toMatchObject({ metricsQueryType: 'range' });
  });

  it('is a text, whichever it is', () => {
    expect([lines, found].map(targetOf).map(queryText)).toEqual([
      '{service_name="dynamo-frontend"}',
      '{name = "http-request"}',
    ]);
  });
});

describe('the data source of a panel', () => {
  const asking = (...queries: readonly PanelQuery[]): Panel => ({
    ...timeseries({ id: 'x', title: 'X', question: 'X?', reading: 'x', series: [], unit: 's' }),
    queries,
  });

  it('is that of its queries', () => {
    expect(dataSourceOf(asking(lines, { ...lines, refId: 'C' }))).toEqual({ type: 'loki', uid: '${loki_datasource}' });
  });

  it('is a mixed one, where they have different ones', () => {
    const panel = asking(metrics, lines, found);
    expect(dataSourceOf(panel)).toEqual({ type: 'datasource', uid: '-- Mixed --' });
    expect(sourcesOf(panel)).toEqual(['prometheus', 'loki', 'tempo']);
  });

  it('is none, where nothing is asked', () => {
    expect(dataSourceOf(asking())).toBeUndefined();
  });
});
