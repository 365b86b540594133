import type { PanelQuery, Variable } from '@dynamo-observability/dashboards';
import { logql, template, traceql, type TraceExpr, type Value } from '@dynamo-observability/query';
import { describe, expect, it } from 'vitest';

import { exampleDashboard, examplePanel, exampleSubject, problemsOf } from '../../testing/example-dashboard.ts';
import { knownMetric } from './metrics.ts';
import { panelTargets } from './panel-targets.ts';
import { schema } from './schema.ts';
import { validLogql, validPromql, validTraceql } from './valid-query.ts';
import { declaredSources, declaredVariables } from './variables.ts';

describe('queries of logs and traces', () => {
  const streams = [{ label: 'service_name', op: '=~', value: template('"$model"') }] as const;
  const loki = (value: Value): PanelQuery => ({
    source: 'loki',
    refId: 'A',
    expr: logql.logs(streams, logql.where(logql.is('model', value))),
    legend: '',
  });
  const tempo = (expr: TraceExpr): PanelQuery => {
    return { source: 'tempo', refId: 'A', expr, legend: '', limit: 20, tableType: 'traces' };
  };
  const typed = { type: 'text', name: 'text', label: 'Text', description: 'd', default: '' } as const;
  const sources = (['loki', 'tempo'] as const).map((plugin): Variable => {
    return { type: 'datasource', name: `${plugin}_datasource`, label: plugin, plugin };
  });
  const variables = [...exampleDashboard().variables, ...sources, typed];
  const of = (query: PanelQuery, having: readonly Variable[] = variables) =>
    exampleSubject(exampleDashboard([examplePanel({ kind: 'table', queries: [query] })], { variables: having }));

  it('parse whatever a reader types, where the format escapes it', () => {
    expect(problemsOf(validLogql, of(loki(template('${text:doublequote}'))))).toEqual([]);
    expect(problemsOf(validLogql, of(loki(template('`(?i)${text:regex}`'))))).toEqual([]);
    const model = traceql.is(traceql.span('model'), template('${text:doublequote}'));
    expect(problemsOf(validTraceql, of(tempo(traceql.traces(model))))).toEqual([]);
  });

  it('do not where it does not', () => {
    expect(problemsOf(validLogql, of(loki(template('"${text:raw}"'))))[0]).toContain('set to single');
    expect(problemsOf(validLogql, of(loki(template('$text'))))[0]).toContain('set to empty');
    const model = traceql.is(traceql.span('model'), template('"${text:raw}"'));
    expect(problemsOf(validTraceql, of(tempo(traceql.traces(model))))[0]).toContain('does not parse');
  });

  it('may be the id of a trace alone', () => {
    expect(problemsOf(validTraceql, of(tempo(traceql.trace({ template: '${text}' }))))).toEqual([]);
    expect(problemsOf(validTraceql, of(tempo(traceql.trace('abc'))))).toEqual([]);
  });

  it('are not held against the rules of PromQL', () => {
    expect(problemsOf(knownMetric, of(loki({ text: 'm' })))).toEqual([]);
    expect(problemsOf(validPromql, of(loki({ text: 'm' })))).toEqual([]);
  });

  it('use declared variables, and a declared data source', () => {
    expect(problemsOf(declaredSources, of(loki({ text: 'm' })))).toEqual([]);
    expect(problemsOf(declaredSources, of(loki({ text: 'm' }), exampleDashboard().variables))).toEqual([
      'it asks loki, and has no variable loki_datasource',
    ]);
    expect(problemsOf(declaredVariables, of(loki(template('${nobody:doublequote}'))))).toEqual([
      'query A uses $nobody, which is neither a variable nor a macro',
    ]);
  });

  it('of variables parse too', () => {
    const component = (having: string): Variable => ({
      type: 'query',
      source: 'loki',
      name: 'component',
      label: 'Component',
      description: 'd',
      query: { label: 'service_name', streams: having },
      regex: '',
      choice: 'listed',
    });
    const choosing = (having: string) => of(loki({ text: 'm' }), [...variables, component(having)]);
    expect(problemsOf(validLogql, choosing('{service_name=~".+"}'))).toEqual([]);
    expect(problemsOf(validLogql, choosing('{service_name}'))[0]).toContain('variable component does not parse');
  });

  it('are exported in a form that Grafana takes', () => {
    expect(problemsOf(schema, of(loki({ text: 'm' })), of(tempo(traceql.trace('abc'))))).toEqual([]);
  });

  it('need a legend only where there are series', () => {
    const lines = of(loki({ text: 'm' }));
    expect(problemsOf(panelTargets, lines)).toEqual([]);
    const chart = examplePanel({ queries: [loki({ text: 'm' })] });
    expect(problemsOf(panelTargets, exampleSubject(exampleDashboard([chart], { variables })))).toEqual([
      'query A has no legend',
    ]);
  });
});
