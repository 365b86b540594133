import { metricsOfPanel, type Panel } from '@dynamo-observability/dashboards';

import { text } from '../language/translate.ts';

/** What stands behind the "i" of a panel, in the user's language; in English it is `describe` of the dashboards. Markdown. */
export function description(panel: Panel): string {
  const metrics = metricsOfPanel(panel);
  const flags = [...new Set(metrics.flatMap((m) => (m.flag === undefined ? [] : [m.flag])))];
  return [
    `**${panel.question}**`,
    panel.reading,
    text('panel.metrics', { metrics: metrics.map((m) => `\`${m.name}\``).join(', ') }),
    ...(flags.length > 0 ? [text('panel.needs', { flags: flags.join('; ') })] : []),
  ].join('\n\n');
}
