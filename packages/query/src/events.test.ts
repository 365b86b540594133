import { frontend, router, worker } from '@dynamo-observability/signals';
import { describe, expect, it } from 'vitest';

import { count, countValues, exists, sum } from './aggregate.ts';
import { changes, newEvents, startTimes, type Lifetime } from './events.ts';
import { panelTarget, print, ruleTarget } from './print.ts';
import { value } from './select.ts';

const lifetime: Lifetime = { uptime: worker.uptime, on: ['instance'] };
const U = 'dynamo_component_uptime_seconds';
const M = 'dynamo_frontend_model_migration_total';
const inPanel = (of: { readonly node: Parameters<typeof print>[0] }) => print(of.node, panelTarget());

describe('events, told from gaps in scraping', () => {
  it('the start of a process, from its age', () => {
    expect(inPanel(startTimes(worker.uptime))).toBe(
      `(round(timestamp(${U}) - ${U}) * 1000) and (${U} < (300 + ($__interval_ms / 1000)))`
    );
  });

  it('a counter that grew, or appeared in a process that was there before', () => {
    expect(inPanel(sum(newEvents(frontend.migrations, lifetime), { by: ['model'] }))).toBe(
      `sum by (model) (((${M} - ${M} offset $__interval) > 0) or ` +
        `(((${M} unless ${M} offset $__interval) and on (instance) ${U}) and on (instance) ${U} offset $__interval))`
    );
  });

  it('a count that differs from the step before, with the new count as a label', () => {
    const N = 'count by (instance) (group by (instance, router_worker_id) (dynamo_component_router_worker_registered))';
    const before = N.replace('registered', 'registered offset $__interval');
    const seen = count(exists(value(router.workerRegistered), { by: ['instance', 'router_worker_id'] }), {
      by: ['instance'],
    });
    expect(inPanel(countValues(changes(seen, lifetime), 'workers'))).toBe(
      `count_values ("workers", (((((${N} != ${before}) or ((${before} * 0) unless ${N})) or (${N} unless ${before})) ` +
        `and on (instance) ${U}) and on (instance) ${U} offset $__interval) and on (instance) (${U} >= 60))`
    );
  });

  it('belong to a chart: a rule has no steps', () => {
    expect(() => print(newEvents(frontend.migrations, lifetime).node, ruleTarget('1m'))).toThrow('$__interval');
  });
});
