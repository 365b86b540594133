import type { LabelSet } from '../../../labels/label-set.ts';
import { METRIC_NAME } from '../../../labels/label-set.ts';
import type { VectorMatching } from '../../parse/ast.ts';

/** Without `on` or `ignoring`, all labels but the name must agree. */
export const DEFAULT_MATCHING: VectorMatching = { on: false, labels: [], group: 'one-to-one', include: [] };

/** The labels by which two series find each other. */
export function matchGroup({ on, labels }: VectorMatching): (labels: LabelSet) => LabelSet {
  const names = new Set(on ? labels : [...labels, METRIC_NAME]);
  return (full) => (on ? full.keep(names) : full.without(names));
}
