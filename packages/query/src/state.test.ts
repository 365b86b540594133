import { failover, frontend, gpu, worker } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { highest, sum } from './aggregate.ts';
import { mean } from './histogram.ts';
import { outlierScore } from './outlier.ts';
import { panelTarget, print } from './print.ts';
import { value } from './select.ts';
import { age, bit, isAbove, onlyAbove, plus, seenInRange, stateOf } from './state.ts';

const state = 'dynamo_component_engine_failover_state';
const active = value(frontend.activeRequests);
const reasons = 'DCGM_FI_DEV_CLOCKS_EVENT_REASONS';

describe('each function prints', () => {
  it.each([
    [
      stateOf(failover.state, 'state', ['init', 'active'], { by: ['engine_id'] }),
      `max by (engine_id) ((${state}{state="init"} > 0) * 0) or max by (engine_id) ((${state}{state="active"} > 0) * 1)`,
    ],
    [sum(isAbove(active, 3)), 'sum (dynamo_frontend_active_requests > bool 3)'],
    [onlyAbove(highest(active), 0), 'max (dynamo_frontend_active_requests) > 0'],
    [bit(value(gpu.clockEventReasons), 2), `floor(${reasons} * 0.25) - (floor(${reasons} * 0.125) * 2)`],
    [age(value(failover.stateEntered)), 'time() - dynamo_component_engine_failover_state_entered_timestamp_seconds'],
    [seenInRange(worker.uptime), 'present_over_time(dynamo_component_uptime_seconds[$__range])'],
    [plus(active, 1), 'dynamo_frontend_active_requests + 1'],
    [
      outlierScore(value(worker.inflightRequests), ['dynamo_component']),
      '(X - on (dynamo_component) group_left () quantile by (dynamo_component) (0.5, X)) / on (dynamo_component) group_left () ' +
        '((quantile by (dynamo_component) (0.5, abs(X - on (dynamo_component) group_left () quantile by (dynamo_component) (0.5, X))) * 1.4826) > 0)',
    ],
  ])('%#', (expr, text) => {
    expect(print(expr.node, panelTarget())).toBe(text.replaceAll('X', 'dynamo_component_inflight_requests'));
  });

  it('refuses a family without states', () => {
    expect(() => stateOf(failover.state, 'state', [])).toThrow(
      /needs the states of dynamo_component_engine_failover_state/
    );
  });
});

describe('misuse does not compile', () => {
  it('a label that the family lacks, and the age of a share', () => {
    const compileOnly = (_: () => unknown) => expect(typeof _).toBe('function');
    compileOnly(() => {
      // @ts-expect-error the family has no such label
      stateOf(failover.state, 'policy', ['a']);
      // @ts-expect-error a mean is no point in time
      age(mean(frontend.requestDuration));
      // @ts-expect-error peers have labels that the series has
      return outlierScore(active, ['dynamo_component']);
    });
  });
});
