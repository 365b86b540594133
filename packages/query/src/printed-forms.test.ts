import { frontend, router, worker } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { average, count, exists, highest, lowest, median, sum, top } from './aggregate.ts';
import { overWholeRange } from './busiest.ts';
import {
  add,
  gap,
  labelled,
  lines,
  exceptWhere,
  onlyWhere,
  or,
  per,
  portion,
  preferred,
  relative,
  remainder,
  scale,
  subtract,
  unlessAny,
  weightedMean,
} from './combine.ts';
import { heatmap } from './histogram.ts';
import { metricsOf, selectorsOf } from './node.ts';
import { panelTarget, print } from './print.ts';
import {
  averageOverTime,
  increase,
  observations,
  observedSum,
  peak,
  rate,
  rateOfRisingGauge,
  value,
} from './select.ts';
import { labelPatterns, labelValues } from './variable-query.ts';

const active = value(frontend.activeRequests);
const started = sum(rate(frontend.requestsStarted));
const A = 'dynamo_frontend_active_requests';
const R = 'sum (rate(dynamo_frontend_requests_started_total[$__rate_interval]))';
const use = value(worker.gpuCacheUsage);
const U = 'dynamo_component_gpu_cache_usage_percent';

describe('each function prints', () => {
  it.each([
    [active, A],
    [averageOverTime(frontend.activeRequests), `avg_over_time(${A}[$__rate_interval])`],
    [peak(frontend.activeRequests), `max_over_time(${A}[$__rate_interval])`],
    [
      increase(frontend.requestsStarted, { model: 'm' }),
      'increase(dynamo_frontend_requests_started_total{model="m"}[$__range])',
    ],
    [rateOfRisingGauge(frontend.disconnectedClients), 'rate(dynamo_frontend_disconnected_clients[$__rate_interval])'],
    [observations(frontend.cachedTokens), 'rate(dynamo_frontend_cached_tokens_count[$__rate_interval])'],
    [observedSum(frontend.cachedTokens), 'rate(dynamo_frontend_cached_tokens_sum[$__rate_interval])'],
    [average(active, { by: ['model'] }), `avg by (model) (${A})`],
    [highest(active), `max (${A})`],
    [lowest(active), `min (${A})`],
    [median(active), `quantile (0.5, ${A})`],
    [count(active, { by: ['instance'] }), `count by (instance) (${A})`],
    [
      exists(value(router.workerRegistered), { by: ['worker_type'] }),
      'group by (worker_type) (dynamo_component_router_worker_registered)',
    ],
    [top(3, active), `topk (3, ${A})`],
    [scale(started, 0.001), `${R} * 0.001`],
    [add(started, started), `${R} + ${R}`],
    [subtract(started, started), `${R} - ${R}`],
    [gap(highest(use), median(use)), `max (${U}) - quantile (0.5, ${U})`],
    [or(started, started), `${R} or ${R}`],
    [per(started, started), `${R} / (${R} > 0)`],
    [remainder(per(started, started)), `1 - (${R} / (${R} > 0))`],
    [portion(started, per(started, started)), `${R} * (${R} / (${R} > 0))`],
    [relative(highest(use), median(use)), `max (${U}) / (quantile (0.5, ${U}) > 0)`],
    [onlyWhere(active, started, ['instance']), `${A} and on (instance) ${R}`],
    [exceptWhere(active, started, ['instance']), `${A} unless on (instance) ${R}`],
    [
      weightedMean(use, value(worker.totalBlocks)),
      `sum (${U} * dynamo_component_total_blocks) / (sum (dynamo_component_total_blocks) > 0)`,
    ],
    [labelled(started, 'line', 'a $1'), `label_replace(${R}, "line", "a $$1", "", "")`],
    [
      lines({ a: started, b: started }),
      `label_replace(${R}, "line", "a", "", "") or label_replace(${R}, "line", "b", "", "")`,
    ],
    [
      preferred(started, sum(active), active),
      `(${R} and on () group (${A})) or (sum (${A}) unless on () group (${A}))`,
    ],
    [unlessAny(started, active), `${R} unless on () group (${A})`],
    [
      heatmap(frontend.timeToFirstToken),
      'sum by (le) (rate(dynamo_frontend_time_to_first_token_seconds_bucket[$__rate_interval])) and on () ' +
        '(sum (rate(dynamo_frontend_time_to_first_token_seconds_count[$__range] @ end())) > 0)',
    ],
    [overWholeRange(started), 'sum (rate(dynamo_frontend_requests_started_total[$__range] @ end()))'],
  ])('%#', (expr, text) => {
    expect(print(expr.node, panelTarget())).toBe(text);
  });

  it('refuses to draw no lines at all', () => {
    expect(() => lines({})).toThrow(/at least one/);
  });
});

describe('a tree names what it reads', () => {
  it('every selector in order, every metric once', () => {
    const tree = add(started, sum(active)).node;
    expect(selectorsOf(tree).map((s) => s.metric.name)).toEqual([frontend.requestsStarted.name, A]);
    expect(metricsOf(or(started, started).node)).toEqual([frontend.requestsStarted]);
  });
});

describe('variable queries', () => {
  const place = [{ label: 'cluster', op: '=~', value: { template: '$cluster' } }] as const;

  it('ask for the values of a label', () => {
    expect(labelValues(worker.uptime, place, 'namespace')).toBe(
      'label_values(dynamo_component_uptime_seconds{cluster=~"$cluster"}, namespace)'
    );
  });

  it('ask for patterns in which a dot stands for both spellings of a separator', () => {
    const query = labelPatterns(worker.inflightRequests, [], 'dynamo_namespace');
    expect(query).toMatch(
      /^query_result\(group by \(pattern\) \((label_replace\(){7}dynamo_component_inflight_requests, /
    );
    expect(query.match(/"\(\[\^-_\]\*\)\[-_\]\(\.\*\)"/g)).toHaveLength(6);
  });
});
