/** A link reads only labels that the series of its panel really have; for any other Grafana would put in nothing. */
import { dashboards } from '@dynamo-observability/dashboards';
import type { MetricStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import { capturedMetrics, drawn } from './drawn-series.ts';

let metrics: MetricStore;
beforeAll(() => {
  metrics = capturedMetrics();
}, 60_000);

describe('a label that a link reads', () => {
  const panels = [...new Set(dashboards.flatMap((d) => d.rows.flatMap((r) => r.panels.map(({ panel }) => panel))))];
  // A GPU takes no label along: see docs/links.md.
  const reading = panels.flatMap((panel) =>
    Object.entries(panel.explain?.by ?? {})
      .filter(([, narrowing]) => narrowing !== 'gpu' && narrowing !== 'gpu-host')
      .map(([label]) => [panel.id, label, panel] as const)
  );

  it.each(reading)('%s: %s is on every series', (_, label, panel) => {
    const series = drawn(metrics, panel);
    expect(series.length).toBeGreaterThan(0);
    expect(series.filter(({ metric }) => !(label in metric)).map(({ metric }) => metric)).toEqual([]);
  });
});
