import { metricsOf } from '@dynamo-observability/query';
import type { Metric } from '@dynamo-observability/signals';

import type { Panel } from './model.ts';

/** The families that a panel reads, each once. */
export function metricsOfPanel(panel: Panel): readonly Metric[] {
  return [...new Set(panel.queries.flatMap((q) => metricsOf(q.expr.node)))];
}

/**
 * The description behind the "i" of a panel, in Markdown: the question, how to read it, the metrics and what switches them on
 * (metric-science.md H8).
 */
export function describe(panel: Panel): string {
  const metrics = metricsOfPanel(panel);
  const flags = [...new Set(metrics.flatMap((m) => (m.flag === undefined ? [] : [m.flag])))];
  return [
    `**${panel.question}**`,
    panel.reading,
    `Metrics: ${metrics.map((m) => `\`${m.name}\``).join(', ')}`,
    ...(flags.length > 0 ? [`Needs: ${flags.join('; ')}`] : []),
  ].join('\n\n');
}
