import { metricsOf } from '@dynamo-observability/query';
import { catalogue } from '@dynamo-observability/signals';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';

import { dashboards } from './dashboards.ts';
import { describe as describePanel } from './describe.ts';
import { dynamo, dynamoDashboard } from './dynamo.ts';
import { panelNumber } from './panel-number.ts';
import { printForPanel } from './print-panel.ts';

const panels = dashboards.flatMap((d) => d.rows.flatMap((r) => r.panels.map((p) => p.panel)));
const queries = panels.flatMap((panel) => panel.queries.map((query) => ({ panel, query })));

/** What Grafana puts in place of a variable: nothing chosen, one value, several, All. */
const choices = {
  empty: { plain: '', pipe: '' },
  single: { plain: 'a-b', pipe: 'a.b' },
  several: { plain: '(a-b|c)', pipe: 'a.b|c' },
  all: { plain: '.*', pipe: '.*' },
};

function asSent(expr: string, { plain, pipe }: { plain: string; pipe: string }): string {
  return expr
    .replaceAll('$__rate_interval', '1m0s')
    .replaceAll('$__range', '3600s')
    .replaceAll('$quantile', '0.99')
    .replace(/\$\{\w+:pipe\}/g, pipe)
    .replace(/\$\w+/g, plain);
}

function syntaxErrors(promql: string): number {
  let errors = 0;
  parser.parse(promql).iterate({
    enter: (node) => {
      errors += node.type.isError ? 1 : 0;
    },
  });
  return errors;
}

describe('every panel', () => {
  it('has a slug of its own, and a number of its own', () => {
    const slugs = [...panels.map((p) => p.id), ...dashboards.flatMap((d) => d.rows.map((r) => `row-${d.uid}-${r.id}`))];
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(new Set(slugs.map(panelNumber)).size).toBe(slugs.length);
  });

  it.each(panels.map((p) => [p.id, p] as const))('%s says what it asks, in a short title', (_, panel) => {
    expect(panel.title.split(' ').length).toBeLessThanOrEqual(4);
    expect(panel.question).toMatch(/\?$/);
    expect(panel.reading.length).toBeGreaterThan(40);
    expect(panel.absence).toMatch(/\.$/);
    expect(panel.fieldConfig.defaults.unit).toBeTruthy();
    expect(panel.fieldConfig.defaults.noValue).toBe(panel.absence);
  });

  it.each(panels.map((p) => [p.id, p] as const))('%s describes its metrics and what switches them on', (_, panel) => {
    const text = describePanel(panel);
    for (const metric of panel.queries.flatMap((q) => metricsOf(q.expr.node))) {
      expect(text).toContain(`\`${metric.name}\``);
      expect(text).toContain(metric.flag ?? '');
    }
  });

  it('reads only metrics of the catalogue', () => {
    const known = new Set(catalogue.map((m) => m.name));
    expect(
      panels.flatMap((p) => p.queries.flatMap((q) => metricsOf(q.expr.node))).filter((m) => !known.has(m.name))
    ).toEqual([]);
  });

  it('stays inside the grid', () => {
    expect(dashboards.flatMap((d) => d.rows.flatMap((r) => r.panels)).filter((p) => p.width > 24)).toEqual([]);
  });
});

describe('every query', () => {
  it.each(Object.entries(choices))('is PromQL with %s variables', (_, choice) => {
    expect(queries.filter(({ query }) => syntaxErrors(asSent(printForPanel(query.expr), choice)) > 0)).toEqual([]);
  });

  it('looks back by the interval of the panel or over its range, never by a fixed window', () => {
    const windows = queries.flatMap(({ query }) =>
      [...printForPanel(query.expr).matchAll(/\[([^\]]+)\]/g)].map((m) => m[1])
    );
    expect([...new Set(windows)].sort()).toEqual(['$__range', '$__rate_interval']);
  });

  it('uses only variables that the dashboard has', () => {
    const known = new Set(dynamo.variables.map((v) => v.name));
    const used = queries.flatMap(({ query }) =>
      [...printForPanel(query.expr).matchAll(/\$\{?([a-z]\w*)/g)].map((m) => m[1] ?? '')
    );
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(dynamo.variables.map((v) => v.name).filter((name) => !used.includes(name))).toEqual([
      'prometheus_datasource',
    ]);
  });
});

describe('labels that an installation names otherwise', () => {
  const renamed = {
    cluster: 'k8s_cluster',
    namespace: 'k8s_namespace',
    deployment: 'graph',
    pod: 'k8s_pod',
    job: 'scrape_job',
    instance: 'target',
    hostname: 'node',
  };

  it('reach every query and every variable', () => {
    const expressions = queries.map(({ query }) => printForPanel(query.expr, renamed));
    const variables = dynamoDashboard(renamed).variables.map((v) => ('query' in v ? v.query : ''));
    const text = [...expressions, ...variables].join('\n');
    expect(text).toContain('k8s_cluster=~"$cluster"');
    expect(text).toContain('by (node, gpu)');
    expect(text).toContain(', target)');
    expect(text).not.toMatch(/[{,]cluster=~|[{,]namespace=~|[{,]instance=~|by \(instance|Hostname/);
  });
});
