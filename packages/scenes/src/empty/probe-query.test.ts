import { dashboards } from '@dynamo-observability/dashboards';
import { parser } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';

import { seriesToProbe } from './families.ts';
import { probeQuery } from './probe-query.ts';

describe('probeQuery', () => {
  it('asks which of the names exist, one series each', () => {
    expect(probeQuery(['up', 'vllm:waiting'])).toBe('group by (__name__) ({__name__=~"up|vllm:waiting"})');
  });

  it('is PromQL for every dashboard', () => {
    for (const dashboard of dashboards) {
      const tree = parser.parse(probeQuery(seriesToProbe(dashboard)));
      tree.iterate({ enter: (node) => expect(node.type.isError, dashboard.uid).toBe(false) });
    }
  });
});

describe('seriesToProbe', () => {
  it('holds each series once and looks for no bucket', () => {
    for (const dashboard of dashboards) {
      const names = seriesToProbe(dashboard);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => name.endsWith('_bucket') || name.endsWith('_sum'))).toEqual([]);
    }
  });
});
