import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import { parser as promql } from '@prometheus-io/lezer-promql';
import { describe, expect, it } from 'vitest';

import { parseErrors } from './parse-errors.ts';

describe('errors of a query in PromQL', () => {
  it.each(['sum(rate(a[5m]))', 'a{x="("}', 'histogram_quantile(0.9, a)', 'a @ end() offset -1m'])(
    '%s parses',
    (query) => {
      expect(parseErrors(promql, query)).toEqual([]);
    }
  );

  it.each(['', '  ', 'sum(', 'rate(a[5m]', 'nonsense(a)', 'a b', 'topk($k, a)', 'a[$__rate_interval]', 'a{x=1}'])(
    '%s does not',
    (query) => {
      expect(parseErrors(promql, query)).not.toEqual([]);
    }
  );

  it('say where', () => {
    expect(parseErrors(promql, 'sum(a) sum(b)')[0]).toContain('"sum(a) " here "sum(b)"');
  });
});

describe('errors of a query in LogQL', () => {
  it.each(['{a="b"} |= `x` | json | c >= 1s', 'sum by (a) (count_over_time({a="b"}[5m]))'])('%s parses', (query) => {
    expect(parseErrors(logql, query)).toEqual([]);
  });

  it.each(['', '{a=b}', '{a="b"} | json |', 'count_over_time({a="b"}[$__auto])', '{$label="b"}'])(
    '%s does not',
    (query) => {
      expect(parseErrors(logql, query)).not.toEqual([]);
    }
  );
});

describe('errors of a query in TraceQL', () => {
  it.each(['{name="a" && span.b >= "5"} && {duration > 1s}', '{name="a"} | rate() by (span.b)'])(
    '%s parses',
    (query) => {
      expect(parseErrors(traceql, query)).toEqual([]);
    }
  );

  it.each(['', '{name=a}', '{name="a"} | select()', '{duration > 4.2e-05s}'])('%s does not', (query) => {
    expect(parseErrors(traceql, query)).not.toEqual([]);
  });
});
