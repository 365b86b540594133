import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { noFrame, panelData, showPanel } from '../testing/show-panel.tsx';
import { readGraph } from './graph-model.ts';
import { NodeGraphPanel } from './node-graph-panel.tsx';

const theme = createTheme();

type Call = readonly [source: string, target: string, perSecond: number | null];

const calls = (...pairs: readonly Call[]) =>
  createDataFrame({
    fields: [
      { name: 'source', type: FieldType.string, values: pairs.map(([source]) => source) },
      { name: 'target', type: FieldType.string, values: pairs.map(([, target]) => target) },
      { name: 'mainstat', type: FieldType.number, config: { unit: 'reqps' }, values: pairs.map(([, , rate]) => rate) },
    ],
  });

const columns = (...pairs: readonly Call[]) =>
  Object.fromEntries(readGraph([calls(...pairs)], theme).nodes.map(({ name, column }) => [name, column]));

describe('readGraph', () => {
  it('puts each service behind all that call it', () => {
    expect(columns(['frontend', 'decode', 1], ['frontend', 'prefill', 1], ['prefill', 'decode', 1])).toEqual({
      frontend: 0,
      prefill: 1,
      decode: 2,
    });
  });

  it('ends where services call one another in a circle, or themselves', () => {
    expect(Object.keys(columns(['a', 'b', 1], ['b', 'a', 1], ['c', 'c', 1])).sort()).toEqual(['a', 'b', 'c']);
  });

  it('writes stats with their units, and leaves out those that are missing', () => {
    const { edges } = readGraph([calls(['a', 'b', 2], ['a', 'c', null])], theme);
    expect(edges.map(({ stats }) => stats)).toEqual([['2 req/s'], []]);
  });

  it('is empty without a column of sources', () => {
    expect(readGraph([noFrame], theme)).toEqual({ nodes: [], edges: [] });
  });
});

describe('NodeGraphPanel', () => {
  it('says in words what it draws, hostile names included', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const shown = showPanel(NodeGraphPanel, panelData([calls(['frontend', hostile, 2])]), {});
    expect(shown.all('img').map((svg) => svg.getAttribute('aria-label'))).toEqual([
      `Panel: frontend → ${hostile} 2 req/s`,
    ]);
    expect(shown.element.querySelectorAll('circle')).toHaveLength(2);
    expect(shown.element.querySelector('img')).toBeNull();
    shown.close();
  });

  it('says that there is nothing, where there is nothing', () => {
    const shown = showPanel(NodeGraphPanel, panelData([noFrame]), {});
    expect(shown.element.textContent).toBe('No data');
    shown.close();
  });
});
