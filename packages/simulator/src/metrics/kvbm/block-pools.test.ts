import { describe, expect, it } from 'vitest';

import { scenarioNamed } from '../../scenario/presets.ts';
import { Simulation } from '../../story/simulation.ts';
import { KvbmMetrics } from './kvbm-metrics.ts';

const counters = ['kvbm_allocations_total', 'kvbm_allocations_from_reset_total', 'kvbm_evictions_total'];

describe('the block pools of a block manager', () => {
  it('never count backwards: Prometheus would take it for a restart', () => {
    const simulation = new Simulation(scenarioNamed('busy'));
    const kvbm = new KvbmMetrics(simulation);
    simulation.watch(kvbm);
    const last = new Map<string, number>();
    const fallen: string[] = [];
    for (let at = 15; at <= 900; at += 15) {
      simulation.runUntil(at);
      for (const target of kvbm.targets.filter(({ endedAt }) => endedAt === undefined)) {
        kvbm.refresh(target);
        target.page.each(({ name, labels }, value) => {
          const key = JSON.stringify([target.labels['instance'], name, ...labels]);
          if (counters.includes(name) && value < (last.get(key) ?? 0)) {
            fallen.push(`${key} at ${at} s`);
          }
          last.set(key, value);
        });
      }
    }
    expect(last.size).toBeGreaterThan(0);
    expect(fallen).toEqual([]);
  });
});
