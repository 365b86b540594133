import { printValue } from '../value.ts';
import type { Condition, TraceMetricNode, TraceNode } from './node.ts';

/** Prints a tree as TraceQL. The same tree always prints the same text. */
export function printTraceQl(node: TraceNode): string {
  switch (node.kind) {
    case 'search':
      return node.select.length > 0
        ? `${printSpansets(node.spansets)} | select(${node.select.join(', ')})`
        : printSpansets(node.spansets);
    case 'trace':
      // Not a literal: the data source takes a bare id for a look-up.
      return 'text' in node.id ? node.id.text : node.id.template;
    case 'metric':
      return printMetric(node);
  }
}

const printSpansets = (spansets: readonly Condition[]): string =>
  spansets.map((condition) => `{${printOutermost(condition)}}`).join(' && ');

/** Braces stand around it already. */
const printOutermost = (condition: Condition): string =>
  condition.is === 'and' ? condition.conditions.map(printCondition).join(' && ') : printCondition(condition);

function printCondition(condition: Condition): string {
  switch (condition.is) {
    case 'text':
      return `${condition.field} ${condition.op} ${printValue(condition.value)}`;
    case 'bare':
      return `${condition.field} ${condition.op} ${condition.value}`;
    case 'and':
      return `(${condition.conditions.map(printCondition).join(' && ')})`;
    case 'or':
      return `(${condition.conditions.map(printCondition).join(' || ')})`;
  }
}

function printMetric(node: TraceMetricNode): string {
  const parameters = [...(node.of === undefined ? [] : [node.of]), ...node.quantiles];
  const by = node.by.length > 0 ? ` by (${node.by.join(', ')})` : '';
  const top = node.top === undefined ? '' : ` | topk(${node.top})`;
  return `${printSpansets(node.spansets)} | ${node.function}(${parameters.join(', ')})${by}${top}`;
}
