import { requestsBehind } from '@dynamo-observability/dashboards';
import { toDataFrame } from '@grafana/data';
import { describe, expect, it } from 'vitest';

import { panelOf } from '../testing/definitions.ts';
import { pointAt } from './evidence-link.ts';

const filling =
  (values: { readonly [macro: string]: string }) =>
  (template: string): string =>
    values[template.slice(2, -1)] ?? template;

const explain = requestsBehind('ttft', { model: 'model', hostname: 'gpu-host' });

describe('a clicked point', () => {
  it('has the time, the value and the labels that narrow the requests', () => {
    const fill = filling({
      '__value.time': '1795357914884',
      '__value.raw': '0.25',
      '__field.labels.model': 'a/b',
      '__field.labels.Hostname': 'gpu-1',
    });
    expect(pointAt(panelOf([], { id: 'p' }), explain, fill, [])).toEqual({
      panel: 'p',
      timeMs: 1795357914884,
      value: 0.25,
      labels: { model: 'a/b', hostname: 'gpu-1' },
    });
  });

  it('of a stat has no time and no labels', () => {
    const fill = filling({ '__value.time': '', '__value.raw': '3', '__field.labels.model': '' });
    expect(pointAt(panelOf([], { id: 'p' }), explain, fill, [])).toEqual({ panel: 'p', value: 3, labels: {} });
  });

  it('of a heatmap is the bucket: what it holds is a count, not a latency', () => {
    const frame = toDataFrame({
      fields: ['0.1', '0.5', '1', '+Inf'].map((le) => ({ name: le, values: [1], labels: { le } })),
    });
    const heatmap = panelOf([], { id: 'h', kind: 'heatmap' });
    const at = (le: string) =>
      pointAt(heatmap, explain, filling({ '__value.time': '5', '__value.raw': '7', '__field.labels.le': le }), [frame]);
    expect(at('0.5')).toEqual({ panel: 'h', timeMs: 5, above: 0.1, below: 0.5, labels: {} });
    expect(at('0.1')).toEqual({ panel: 'h', timeMs: 5, below: 0.1, labels: {} });
    expect(at('+Inf')).toEqual({ panel: 'h', timeMs: 5, above: 1, labels: {} });
  });
});
