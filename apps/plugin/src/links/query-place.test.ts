import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { choicesIn, choicesInAll, pageOfMetrics } from './query-place.ts';

describe('the page of a query', () => {
  it.each([
    ['histogram_quantile(0.9, rate(dynamo_frontend_time_to_first_token_seconds_bucket[1m]))', 'dynamo'],
    ['sum(dynamo_frontend_router_queue_pending_requests)', 'router'],
    ['dynamo_component_inflight_requests', 'workers'],
    ['vllm:num_requests_running', 'workers'],
    ['DCGM_FI_DEV_POWER_USAGE{gpu="0"}', 'gpu'],
    ['rate(kvbm_offload_blocks_d2h[1m])', 'kvbm'],
    ['dynamo_planner_num_prefill_replicas', 'planner'],
    ['dynamo_operator_resources_total', 'operator'],
    ['rate(etcd_server_proposals_failed_total[1m])', undefined],
    ['up{job="my_dynamo"}', undefined],
    ['', undefined],
  ])('%s is %s', (query, page) => {
    expect(pageOfMetrics(query)).toBe(page);
  });
});

describe('choices in a query', () => {
  it('are the labels that equal a written value', () => {
    expect(choicesIn('sum(m{model="demo/chat-70b", instance = "chat-0:9090", job="x"})')).toEqual({
      model: ['demo/chat-70b'],
      worker: ['chat-0:9090'],
    });
    expect(choicesIn('{name="http-request" && span.model=`a"b`}')).toEqual({ model: ['a"b'] });
  });

  it('are no patterns, no variables, and nothing that needs unescaping', () => {
    expect(choicesIn('m{model=~"a|b", namespace!="x", cluster="$cluster", instance="a\\"b"}')).toEqual({});
  });

  it('of several queries are those on which they agree', () => {
    expect(choicesInAll(['m{model="a",cluster="c"}', 'n{model="b"}'])).toEqual({ cluster: ['c'] });
  });

  it('are read from any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        choicesIn(text);
        pageOfMetrics(text);
      })
    );
  });
});
