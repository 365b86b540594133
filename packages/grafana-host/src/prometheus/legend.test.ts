import { describe, expect, it } from 'vitest';

import { selectorOf, seriesName } from './legend.ts';

const labels = { __name__: 'up', job: 'worker', instance: 'a:1' };

describe('the name of a series', () => {
  it('fills labels into the legend, with spaces or without', () => {
    expect(seriesName(labels, '{{job}} on {{ instance }}', 'up')).toBe('worker on a:1');
  });

  it('puts nothing where the label is missing', () => {
    expect(seriesName(labels, '{{job}} {{model}}', 'up')).toBe('worker ');
  });

  it('without a legend is the series as PromQL writes it', () => {
    expect(seriesName(labels, '', 'up')).toBe('up{instance="a:1", job="worker"}');
  });

  it('without a legend or labels is the expression', () => {
    expect(seriesName({}, '', 'sum(up)')).toBe('sum(up)');
  });

  it('is left to Grafana with an automatic legend', () => {
    expect(seriesName(labels, '__auto', 'up')).toBeUndefined();
    expect(seriesName({}, '__auto', 'sum(up)')).toBe('sum(up)');
  });
});

describe('a selector', () => {
  it('escapes what would end a label value', () => {
    expect(selectorOf({ model: 'a"b\\c' })).toBe('{model="a\\"b\\\\c"}');
  });

  it('of a name alone is the name', () => {
    expect(selectorOf({ __name__: 'up' })).toBe('up');
  });
});
