import { catalogue, metricNamed } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { dashboards } from '../dashboards.ts';
import { metricsOfPanel } from '../describe.ts';
import { queryText, targetOf } from '../grafana/target.ts';
import type { Dashboard, Panel } from '../model.ts';
import { undrawn } from './undrawn.ts';

const panelsOf = (dashboard: Dashboard): readonly Panel[] =>
  dashboard.rows.flatMap((row) => row.panels.map((placed) => placed.panel));

const drawn = new Set(dashboards.flatMap(panelsOf).flatMap((panel) => metricsOfPanel(panel).map(({ name }) => name)));
const listed = undrawn.flatMap(({ families }) => families);

describe('every family of the catalogue', () => {
  it('is drawn by a panel, or stands on the list with a reason', () => {
    const known = new Set<string>([...drawn, ...listed]);
    expect(catalogue.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the list of what is not drawn', () => {
  it('names nothing that is drawn in the meantime', () => {
    expect(listed.filter((name) => drawn.has(name))).toEqual([]);
  });

  it('names nothing that is not in the catalogue, and nothing twice', () => {
    expect(listed.filter((name) => metricNamed(name) === undefined)).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('has a reason for each group, and at least one family', () => {
    expect(undrawn.filter(({ reason, families }) => reason.trim() === '' || families.length === 0)).toEqual([]);
  });
});

/** Panels that a reader has before the first row that is closed. */
function openPanels({ rows }: Dashboard): number {
  const closed = rows.findIndex((row) => row.collapsed);
  return rows.slice(0, closed === -1 ? rows.length : closed).reduce((sum, row) => sum + row.panels.length, 0);
}

/** What a panel prints: its kind and its queries, in whatever order. */
const printed = ({ kind, queries }: Panel): string =>
  [kind, ...queries.map((query) => queryText(targetOf(query))).sort()].join('\n');

describe('every page', () => {
  it.each(dashboards.map((d) => [d.uid, d] as const))(
    '%s holds at most 25 panels before a closed row hides the rest',
    (_, dashboard) => {
      expect(openPanels(dashboard)).toBeLessThanOrEqual(25);
    }
  );

  it.each(dashboards.map((d) => [d.uid, d] as const))(
    '%s begins with at most six figures, and two or three charts that explain them',
    (_, { rows }) => {
      const kinds = rows[0]?.panels.map(({ panel }) => panel.kind) ?? [];
      const figures = kinds.filter((kind) => kind === 'stat').length;
      expect(figures).toBeGreaterThan(0);
      expect(figures).toBeLessThanOrEqual(6);
      expect([2, 3]).toContain(kinds.length - figures);
    }
  );

  it.each(dashboards.map((d) => [d.uid, d] as const))('%s shows its first row without scrolling', (_, { rows }) => {
    // 1440 x 900 leaves about twenty units below the bars of Grafana, the title of the row included.
    const [first] = rows;
    const stats = first?.panels.filter(({ panel }) => panel.kind === 'stat') ?? [];
    const charts = first?.panels.filter(({ panel }) => panel.kind !== 'stat') ?? [];
    const highest = (of: typeof stats) => Math.max(...of.map(({ height }) => height));
    expect(1 + highest(stats) + highest(charts)).toBeLessThanOrEqual(20);
  });

  it('shares the panels that ask the same', () => {
    const panels = [...new Set(dashboards.flatMap(panelsOf))];
    const first = new Map(panels.map((panel) => [printed(panel), panel] as const).reverse());
    const twice = panels.filter((panel) => first.get(printed(panel)) !== panel);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });
});
