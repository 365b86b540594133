import { metricsOf } from '@dynamo-observability/query';
import type { Metric } from '@dynamo-observability/signals';

import type { MetricsQuery, Panel, PanelQuery } from './model.ts';

const isMetricsQuery = (query: PanelQuery): query is MetricsQuery => query.source === 'prometheus';

/** The queries of a panel that Prometheus answers. */
export const metricsQueries = (panel: Panel): readonly MetricsQuery[] => panel.queries.filter(isMetricsQuery);

/** The families that a panel reads, each once. */
export function metricsOfPanel(panel: Panel): readonly Metric[] {
  return [...new Set(metricsQueries(panel).flatMap((q) => metricsOf(q.expr.node)))];
}

/** The sentences of a description that are not the panel's own; a renderer gives them in the user's language. */
export interface DescriptionWords {
  readonly metrics: (names: string) => string;
  readonly needs: (flags: string) => string;
}

const english: DescriptionWords = { metrics: (names) => `Metrics: ${names}`, needs: (flags) => `Needs: ${flags}` };

/**
 * The description behind the "i" of a panel, in Markdown: the question, how to read it, the metrics and what switches them on
 * (metric-science.md H8).
 */
export function describe(panel: Panel, words: DescriptionWords = english): string {
  const metrics = metricsOfPanel(panel);
  const flags = [...new Set(metrics.flatMap((m) => (m.flag === undefined ? [] : [m.flag])))];
  return [
    `**${panel.question}**`,
    panel.reading,
    ...(metrics.length > 0 ? [words.metrics(metrics.map((m) => `\`${m.name}\``).join(', '))] : []),
    ...(flags.length > 0 ? [words.needs(flags.join('; '))] : []),
  ].join('\n\n');
}
