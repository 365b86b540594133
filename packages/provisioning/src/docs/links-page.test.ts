import { requestsBehind } from '@dynamo-observability/dashboards';
import { describe, expect, it } from 'vitest';

import { everyDashboard } from '../files/export.ts';
import { exampleDashboard, examplePanel } from '../testing/example-dashboard.ts';
import { linksPage } from './links-page.ts';

const rowsOf = (page: string) => page.split('\n').filter((line) => /^\| .*\(#explore-\d+\) \|$/.test(line));

describe('the page of links', () => {
  const page = linksPage(everyDashboard);

  it('has a row for every panel that leads to requests, and for no other', () => {
    const panels = new Set(
      everyDashboard.flatMap(({ rows }) => rows.flatMap((r) => r.panels.map(({ panel }) => panel)))
    );
    const leading = [...panels].filter(({ explain }) => explain !== undefined);
    const rows = rowsOf(page);
    expect(rows).toHaveLength(leading.length);
    leading.forEach(({ title }) => expect(rows.some((row) => row.startsWith(`| ${title} |`))).toBe(true));
  });

  it('shows each query to which a row leads', () => {
    const numbers = [...page.matchAll(/\(#explore-(\d+)\)/g)].map(([, number]) => `### Explore ${number ?? ''}`);
    numbers.forEach((heading) => expect(page).toContain(heading));
  });

  it('says what a click takes along', () => {
    const panel = examplePanel({ title: 'a|b', explain: requestsBehind('ttft', { model: 'model' }) });
    expect(rowsOf(linksPage([exampleDashboard([panel])]))).toEqual([
      '| a\\|b | Example | time to first token | 10 minutes around the point, model → `model` | ' +
        'Traces, or logs collected as JSON: logs over OTLP lack these fields. | [1](#explore-1) |',
    ]);
  });

  it('says that a stat has no time of its own', () => {
    const panel = examplePanel({ kind: 'stat', explain: requestsBehind('errors') });
    expect(rowsOf(linksPage([exampleDashboard([panel])])).join()).toContain('| range of the page |');
  });
});
