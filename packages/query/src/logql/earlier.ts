import type { Kind } from '../expr.ts';
import { isDuration } from '../print.ts';
import { logMetric, type LogMetricExpr } from './expr.ts';
import type { LogMetricNode } from './node.ts';

/**
 * The same figures from lines that were written that much earlier.
 * @throws RangeError when `offset` is no duration such as `1h`.
 */
export function earlier<K extends Kind>(of: LogMetricExpr<K>, offset: string): LogMetricExpr<K> {
  if (!isDuration(offset)) {
    throw new RangeError(`"${offset}" is no duration; write one such as 1h or 1d`);
  }
  return logMetric(moved(of.node, offset));
}

function moved(node: LogMetricNode, offset: string): LogMetricNode {
  switch (node.kind) {
    case 'range':
      return { ...node, offset };
    case 'aggregate':
      return { ...node, of: moved(node.of, offset) };
    case 'binary':
      return { ...node, left: moved(node.left, offset), right: moved(node.right, offset) };
    case 'number':
      return node;
  }
}
