import { catalogue } from '@dynamo-observability/signals';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';

import { companions } from './companions.ts';
import { dashboards as pages } from './dashboards.ts';
import { describe as describePanel, metricsOfPanel, metricsQueries } from './describe.ts';
import { dynamoDashboard } from './dynamo.ts';
import { sources } from './grafana/data-source.ts';
import { targetOf } from './grafana/target.ts';
import { variableDefinition } from './grafana/variable.ts';
import type { Dashboard, Panel } from './model.ts';
import { panelNumber } from './panel-number.ts';
import { printForPanel } from './print-panel.ts';

const dashboards = [...pages, ...companions];

const panelsOf = (dashboard: Dashboard) => dashboard.rows.flatMap((r) => r.panels.map((p) => p.panel));

/** Each once: a panel may stand on several pages. */
const panels = [...new Set(dashboards.flatMap(panelsOf))];
const queries = panels.flatMap((panel) => metricsQueries(panel).map((query) => ({ panel, query })));

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
    .replaceAll('$horizon', '3m')
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

const overridden = (panel: Panel, type: string) =>
  panel.fieldConfig.overrides.find(({ matcher }) => matcher.id === 'byType' && matcher.options === type)?.properties;

describe('what an empty panel means', () => {
  it('does not stand in the cells of a table, where one value among others is missing', () => {
    const dash = [{ id: 'noValue', value: '–' }];
    for (const panel of panels.filter(({ kind }) => kind === 'table')) {
      expect([panel.id, overridden(panel, 'number'), overridden(panel, 'string')]).toEqual([panel.id, dash, dash]);
    }
  });

  it('is said by a state timeline: no frame without fields reaches it, of which Grafana says something else', () => {
    const timelines = panels.filter(({ kind }) => kind === 'state-timeline');
    expect(timelines.length).toBeGreaterThan(0);
    for (const { id, transformations } of timelines) {
      expect([id, transformations[0]]).toEqual([
        id,
        { id: 'filterFieldsByName', options: { include: { pattern: '.*' } } },
      ]);
    }
  });
});

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
    for (const metric of metricsOfPanel(panel)) {
      expect(text).toContain(`\`${metric.name}\``);
      expect(text).toContain(metric.flag ?? '');
    }
  });

  it('reads only metrics of the catalogue', () => {
    const known = new Set(catalogue.map((m) => m.name));
    expect(panels.flatMap(metricsOfPanel).filter((m) => !known.has(m.name))).toEqual([]);
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
});

describe.each(dashboards)('the variables of $title', (dashboard) => {
  const targets = dashboard.rows.flatMap((r) => r.panels.flatMap(({ panel }) => panel.queries.map(targetOf)));
  const asked = dashboard.variables.map((v) => (v.type === 'query' ? [sources[v.source], variableDefinition(v)] : []));
  const used = new Set([...JSON.stringify([targets, asked]).matchAll(/\$\{?([a-z]\w*)/g)].map(([, name = '']) => name));
  const declared = new Set(dashboard.variables.map(({ name }) => name));

  it('are all that its queries use', () => {
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  });

  it('are used, each of them', () => {
    expect([...declared].filter((name) => !used.has(name))).toEqual([]);
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
    const variables = dynamoDashboard(renamed).variables.map((v) => (v.type === 'query' ? variableDefinition(v) : ''));
    const text = [...expressions, ...variables].join('\n');
    expect(text).toContain('k8s_cluster=~"$cluster"');
    expect(text).toContain('by (node, gpu)');
    expect(text).toContain(', target)');
    expect(text).not.toMatch(/[{,]cluster=~|[{,]namespace=~|[{,]instance=~|by \(instance|Hostname/);
  });
});
