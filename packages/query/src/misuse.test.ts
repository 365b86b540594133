import { frontend, gpu, router, vllm, worker, type MetricName } from '@dynamo-observability/signals';
import { describe, expect, expectTypeOf, it } from 'vitest';

import { average, highest, median, sum } from './aggregate.ts';
import { share, weightedMean } from './combine.ts';
import type { Expr } from './expr.ts';
import { mean, quantile, quantileBand } from './histogram.ts';
import { observations, rate, value } from './select.ts';

/** These are checked by the compiler (`pnpm types`): a line marked as an error that compiles fails the check. */
const compileOnly = (_: () => unknown) => expect(typeof _).toBe('function');

describe('a misused metric does not compile', () => {
  it('an unknown metric', () => {
    compileOnly(() => {
      // @ts-expect-error there is no such family
      rate(frontend.requestCount);
      // @ts-expect-error the catalogue has no such name
      const name: MetricName = 'dynamo_frontend_request_total';
      return name;
    });
  });

  it('a label that the metric lacks, in a condition and in a grouping', () => {
    compileOnly(() => {
      // @ts-expect-error frontend requests have no worker_id
      rate(frontend.requests, { worker_id: 'a' });
      // @ts-expect-error frontend requests have no worker_id
      sum(rate(frontend.requests), { by: ['worker_id'] });
      // @ts-expect-error "model" is gone after grouping by endpoint
      return sum(sum(rate(frontend.requests), { by: ['endpoint'] }), { by: ['model'] });
    });
  });

  it('a rate of a gauge', () => {
    compileOnly(() => {
      // @ts-expect-error active requests is a gauge
      rate(frontend.activeRequests);
      // @ts-expect-error a gauge although its name ends in _total
      return rate(frontend.loraChurnLoads);
    });
  });

  it('the current value of a counter', () => {
    // @ts-expect-error the height of a counter says how old the process is
    compileOnly(() => value(frontend.requests));
  });

  it('a quantile or a mean of what is no histogram', () => {
    compileOnly(() => {
      // @ts-expect-error a counter has no buckets
      quantile(0.99, frontend.requests);
      // @ts-expect-error a gauge has no buckets
      quantileBand(0.99, frontend.activeRequests);
      // @ts-expect-error a counter has no sum and count
      mean(frontend.requests);
      // @ts-expect-error a gauge has no observations
      return observations(frontend.activeRequests);
    });
  });

  it('a sum or an unweighted mean of shares', () => {
    compileOnly(() => {
      const hitRates = value(worker.kvCacheHitRate);
      // @ts-expect-error a sum of ratios means nothing
      sum(hitRates);
      // @ts-expect-error ratios of different size need a weight
      average(hitRates);
      // @ts-expect-error a sum of quantiles means nothing
      sum(quantile(0.99, frontend.timeToFirstToken, { by: ['model'] }));
      // @ts-expect-error a percentage is a share too
      return sum(value(gpu.utilization));
    });
  });
});

describe('what may be done compiles, and keeps its labels', () => {
  it('labels left after grouping are known', () => {
    expectTypeOf(sum(rate(frontend.requests), { by: ['model', 'instance'] })).toEqualTypeOf<Expr<'model', 'amount'>>();
    expectTypeOf(sum(rate(frontend.requests))).toEqualTypeOf<Expr<never, 'amount'>>();
    expectTypeOf(quantile(0.9, frontend.timeToFirstToken, { by: ['model'] })).toEqualTypeOf<Expr<'model', 'share'>>();
  });

  it('shares may be compared, and averaged with a weight', () => {
    expectTypeOf(highest(value(vllm.kvCacheUsage), { by: ['instance'] })).toEqualTypeOf<Expr<never, 'share'>>();
    expectTypeOf(median(value(vllm.kvCacheUsage))).toEqualTypeOf<Expr<never, 'share'>>();
    expectTypeOf(weightedMean(value(vllm.kvCacheUsage), value(vllm.running))).toEqualTypeOf<Expr<never, 'share'>>();
    expectTypeOf(share(sum(rate(router.requests)), sum(rate(router.requestsStarted)))).toEqualTypeOf<
      Expr<never, 'share'>
    >();
  });
});
