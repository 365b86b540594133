import type { Metric } from '@dynamo-observability/signals';

import type { Matcher, Node } from './node.ts';
import { panelTarget, print } from './print.ts';

const printed = (node: Node) => print(node, panelTarget());

const selector = (metric: Metric, matchers: readonly Matcher[]): Node => ({
  kind: 'selector',
  metric,
  suffix: '',
  matchers,
});

const replaceLabel = (of: Node, to: string, replacement: string, from: string, pattern: string): Node => ({
  kind: 'call',
  name: 'label_replace',
  arguments: [of, ...[to, replacement, from, pattern].map((value) => ({ kind: 'text', value }) as const)],
});

/** Grafana's variable query for the values of a label over the series of a metric. */
export function labelValues(metric: Metric, matchers: readonly Matcher[], label: string): string {
  return `label_values(${printed(selector(metric, matchers))}, ${label})`;
}

/** Separators that `labelPatterns` rewrites at most. */
const separators = 6;

/**
 * Grafana's variable query for the values of a label as patterns in which each `-` and `_` is a dot, under the label `pattern`.
 * One Dynamo namespace is spelt `my-ns` by Kubernetes and `my_ns` by the processes; the dot matches both (dynamo-facts.md b.6).
 */
export function labelPatterns(metric: Metric, matchers: readonly Matcher[], label: string): string {
  let spelt = replaceLabel(selector(metric, matchers), 'pattern', '$1', label, '(.+)');
  for (let i = 0; i < separators; i++) {
    spelt = replaceLabel(spelt, 'pattern', '$1.$2', 'pattern', '([^-_]*)[-_](.*)');
  }
  const grouped: Node = { kind: 'aggregate', op: 'group', by: [{ own: 'pattern' }], of: spelt };
  return `query_result(${printed(grouped)})`;
}
