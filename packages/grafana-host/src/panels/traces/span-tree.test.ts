import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { spanRows, summaryOf, visibleRows } from './span-tree.ts';
import type { TraceSpan } from './trace-span.ts';

const span = (id: string, parentId = '', startMs = 0, more: Partial<TraceSpan> = {}): TraceSpan => ({
  id,
  parentId,
  name: id,
  service: 's',
  kind: '',
  startMs,
  durationMs: 1,
  failed: false,
  statusMessage: '',
  library: '',
  tags: [],
  serviceTags: [],
  events: [],
  references: [],
  ...more,
});
const shape = (...spans: TraceSpan[]): unknown => spanRows(spans).map(({ span: { id }, depth }) => [id, depth]);

describe('the rows of a trace', () => {
  it('follow what they hang below, siblings by their start', () => {
    expect(shape(span('c', 'a', 2), span('d', 'b', 3), span('b', 'a', 1), span('a'))).toEqual([
      ['a', 0],
      ['b', 1],
      ['d', 2],
      ['c', 1],
    ]);
  });

  it('are at the top where the parent is not in the trace', () => {
    expect(shape(span('late', 'gone', 5), span('early', 'gone', 1), span('below', 'late', 6))).toEqual([
      ['early', 0],
      ['late', 0],
      ['below', 1],
    ]);
  });

  it('know their children and their place', () => {
    const [a, , c] = spanRows([span('a'), span('b', 'a', 1), span('c', 'a', 2)]);
    expect(a).toMatchObject({ children: 2, position: 1, siblings: 1, parent: undefined });
    expect(c).toMatchObject({ children: 0, position: 2, siblings: 2, parent: 0 });
  });

  it('are there once, whatever the parents', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.tuple(ids, ids, fc.nat(9)), { maxLength: 12 }), (links) => {
        const rows = spanRows(links.map(([id, parent, start]) => span(id, parent, start)));
        expect(rows.map(({ key }) => key).sort((a, b) => a - b)).toEqual(links.map((_, i) => i));
        expect(rows.reduce((sum, { children }) => sum + children, 0)).toBe(
          rows.filter(({ parent }) => parent !== undefined).length
        );
      })
    );
  });

  it('reach any depth', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => span(`${i}`, i === 0 ? '' : `${i - 1}`, i));
    expect(spanRows(chain).at(-1)?.depth).toBe(19_999);
  });

  it('disappear below a collapsed one', () => {
    const rows = spanRows([span('a'), span('b', 'a', 1), span('c', 'b', 2), span('d', '', 3)]);
    const shown = (...collapsed: number[]): string[] =>
      visibleRows(rows, new Set(collapsed)).map(({ span: { id } }) => id);
    expect(shown()).toEqual(['a', 'b', 'c', 'd']);
    expect(shown(1)).toEqual(['a', 'b', 'd']);
    expect(shown(0)).toEqual(['a', 'd']);
  });
});

describe('the summary of a trace', () => {
  it('spans from the first start to the last end', () => {
    const rows = spanRows([
      span('a', '', 10, { durationMs: 5, service: 'frontend' }),
      span('b', 'a', 12, { durationMs: 8, service: 'worker', failed: true }),
      span('c', 'gone', 8, { service: 'worker' }),
    ]);
    expect(summaryOf(rows)).toEqual({ startMs: 8, durationMs: 12, services: ['worker', 'frontend'], failures: 1 });
  });

  it('has a length even where nothing takes time', () => {
    expect(summaryOf(spanRows([span('a', '', 1, { durationMs: 0 })])).durationMs).toBeGreaterThan(0);
  });
});
