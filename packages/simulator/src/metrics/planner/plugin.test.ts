import { describe, expect, it } from 'vitest';

import { Instruments } from '../instruments.ts';
import { Plugin } from './plugin.ts';

function plugin() {
  const page = new Instruments({}, 'python');
  const made = new Plugin(page, 'forecast', 'propose');
  const value = (name: string, label = '') => {
    let found: number | undefined;
    page.each((series, now) => {
      if (series.name === name && (label === '' || series.labels.some(([, text]) => text === label))) {
        found = now;
      }
    });
    return found;
  };
  return { made, value };
}
const circuit = 'dynamo_planner_plugin_circuit_state';

describe('a plugin of the planner', () => {
  it('is closed while it answers', () => {
    const { made, value } = plugin();
    made.tick('set', 60, 0.002, 0.01);
    expect(value(circuit)).toBe(0);
    expect(value('dynamo_planner_plugin_latency_seconds_count')).toBe(1);
  });

  it('is cut off after three failures, and its last answer is used again', () => {
    const { made, value } = plugin();
    made.tick('set', 60, 0, 0.01);
    [120, 180, 240].forEach((at) => made.tick('error', at, 0, 5));
    expect(value(circuit)).toBe(1);
    expect(value('dynamo_planner_plugin_held_over_total')).toBe(3);
    expect(value('dynamo_planner_plugin_cache_age_seconds')).toBe(180);
    expect(value('dynamo_planner_plugin_latency_seconds_count')).toBe(1);
    made.tick('error', 300, 0, 5);
    expect(value('dynamo_planner_plugin_evaluations_total', 'held_over')).toBe(1);
  });

  it('is half open on its first answer after that, then closed', () => {
    const { made, value } = plugin();
    [60, 120, 180].forEach((at) => made.tick('error', at, 0, 5));
    made.tick('set', 240, 0, 0.01);
    expect(value(circuit)).toBe(0.5);
    made.tick('set', 300, 0, 0.01);
    expect(value(circuit)).toBe(0);
  });

  it('has no age of an answer that it never gave', () => {
    const { made, value } = plugin();
    made.tick('error', 60, 0, 5);
    expect(value('dynamo_planner_plugin_cache_age_seconds')).toBeUndefined();
  });
});
