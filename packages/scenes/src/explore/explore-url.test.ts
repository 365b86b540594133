import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { exploreUrl, type ExplorePane } from './explore-url.ts';

const dataSource = { uid: 'p', type: 'prometheus' };
const pane = (expr: string, range = { from: 'now-1h', to: 'now' }): ExplorePane => ({
  dataSource,
  queries: [{ refId: 'A', expr }],
  range,
});
/** What Grafana reads from the address. */
const panesIn = (url: string): unknown =>
  JSON.parse(new URL(url, 'http://grafana').searchParams.get('panes') ?? 'null');

describe('exploreUrl', () => {
  it('opens the new form of Explore with the query, its data source and the range as text', () => {
    const url = exploreUrl([pane('up')]);
    expect(url).toMatch(/^\/explore\?schemaVersion=1&panes=/);
    expect(panesIn(url)).toEqual({
      one: {
        datasource: 'p',
        queries: [{ refId: 'A', expr: 'up', datasource: dataSource }],
        range: { from: 'now-1h', to: 'now' },
      },
    });
  });

  it('puts two panes side by side', () => {
    expect(panesIn(exploreUrl([pane('up'), pane('down')]))).toMatchObject({ one: {}, two: {} });
  });

  it('gives every query back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (expr) => {
        expect(panesIn(exploreUrl([pane(expr)]))).toHaveProperty('one.queries[0].expr', expr);
      })
    );
  });

  it('refuses what Explore cannot show', () => {
    expect(() => exploreUrl([])).toThrow('one pane or two, not 0');
    expect(() => exploreUrl([pane('a'), pane('b'), pane('c')])).toThrow('not 3');
  });
});
