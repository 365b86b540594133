import { frontend, worker, type Metric } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { sum } from './aggregate.ts';
import { busiest } from './busiest.ts';
import { scale } from './combine.ts';
import { changeSince, earlier, unknownSince, whereNegative, whereNotNegative } from './earlier.ts';
import { mean } from './histogram.ts';
import { panelTarget, print, ruleTarget } from './print.ts';
import { rate, value } from './select.ts';
import { regardlessOf } from './unfiltered.ts';

const inPanel = (of: { readonly node: Parameters<typeof print>[0] }) => print(of.node, panelTarget());
const started = sum(rate(frontend.requestsStarted));
const R = 'rate(dynamo_frontend_requests_started_total[$__rate_interval]';

describe('earlier', () => {
  it('moves every selector of the tree, rates and values alike', () => {
    expect(inPanel(earlier(started, { fixed: '1h' }))).toBe(`sum (${R} offset 1h))`);
    expect(inPanel(earlier(mean(frontend.cachedTokens), { fixed: '1d' }))).toBe(
      'sum (rate(dynamo_frontend_cached_tokens_sum[$__rate_interval] offset 1d)) / ' +
        '(sum (rate(dynamo_frontend_cached_tokens_count[$__rate_interval] offset 1d)) > 0)'
    );
    expect(inPanel(earlier(value(frontend.activeRequests), { fixed: '1h' }))).toBe(
      'dynamo_frontend_active_requests offset 1h'
    );
  });

  it('takes a dashboard variable, which a rule does not have', () => {
    const before = earlier(started, { variable: 'horizon' });
    expect(inPanel(before)).toBe(`sum (${R} offset $horizon))`);
    expect(() => print(before.node, ruleTarget('5m'))).toThrow(/no dashboard variables/);
  });

  it.each(['', 'hour', '1', '$x'])('refuses %j, which is no duration', (fixed) => {
    expect(() => earlier(started, { fixed })).toThrow(/write one such as 1h/);
  });

  it('leaves numbers and texts alone', () => {
    expect(inPanel(earlier(scale(started, 2), { fixed: '1h' }))).toBe(`sum (${R} offset 1h)) * 2`);
  });
});

describe('changeSince', () => {
  const change = changeSince(started, { fixed: '1h' });

  it('subtracts what was from what is', () => {
    expect(inPanel(change)).toBe(`sum (${R})) - sum (${R} offset 1h))`);
  });

  it('can be told apart by its direction, no change counting as up', () => {
    expect(inPanel(whereNotNegative(change))).toMatch(/\) >= 0$/);
    expect(inPanel(whereNegative(change))).toMatch(/\) < 0$/);
  });
});

describe('unknownSince', () => {
  it('is there exactly where something is now and nothing was then', () => {
    expect(inPanel(unknownSince(started, { fixed: '1h' }))).toBe(`(sum (${R})) * NaN) unless sum (${R} offset 1h))`);
  });
});

describe('busiest', () => {
  it('chooses by the whole range as seen from its end, so that the choice is the same at every step', () => {
    expect(inPanel(busiest(8, sum(rate(worker.requests), { by: ['instance'] }), ['instance']))).toBe(
      'sum by (instance) (rate(dynamo_component_requests_total[$__rate_interval])) and on (instance) ' +
        'topk (8, sum by (instance) (rate(dynamo_component_requests_total[$__range] @ end())))'
    );
  });

  it('ranks a gauge by its mean', () => {
    expect(inPanel(busiest(3, value(frontend.activeRequests), ['model']))).toBe(
      'dynamo_frontend_active_requests and on (model) topk (3, avg_over_time(dynamo_frontend_active_requests[$__range] @ end()))'
    );
  });
});

describe('regardlessOf', () => {
  const scope = (metric: Metric) =>
    metric.labels.map((label) => ({ label, op: '=~' as const, value: { template: `$${label}` } }));

  it('drops the matchers of the variables for those labels, and no others', () => {
    const expr = regardlessOf(rate(frontend.rejections, { model: 'a' }), ['model']);
    expect(print(expr.node, panelTarget(scope))).toBe(
      'rate(dynamo_frontend_model_rejection_total{endpoint=~"$endpoint",model="a"}[$__rate_interval])'
    );
  });

  it('knows what the installation calls a label that a scraper adds', () => {
    const target = panelTarget(() => [{ label: 'target', op: '=~', value: { template: '$worker' } }]);
    const expr = regardlessOf(value(worker.queueDepth), ['instance']);
    const renamed = { ...target, targetLabels: { ...target.targetLabels, instance: 'target' } };
    expect(print(expr.node, renamed)).toBe('dynamo_work_handler_queue_depth');
  });
});
