import { describe, expect, it } from 'vitest';

import { availability, itl, ttft } from './index.ts';

describe('objectives', () => {
  it.each([availability, itl, ttft])('$id has a target between 0 and 1, a window and a source', (objective) => {
    expect(objective.target).toBeGreaterThan(0.5);
    expect(objective.target).toBeLessThan(1);
    expect(objective.windowDays).toBeGreaterThan(0);
    expect(objective.source).toContain('metric-science.md');
  });

  it('states latency thresholds in the unit of their histogram', () => {
    expect([ttft, itl].map((o) => [o.metric.name, o.metric.unit, o.threshold])).toEqual([
      ['dynamo_frontend_time_to_first_token_seconds', 'seconds', 2],
      ['dynamo_frontend_inter_token_latency_seconds', 'seconds', 0.1],
    ]);
  });
});
