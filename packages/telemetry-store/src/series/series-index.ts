import { LabelIndex } from '../labels/label-index.ts';
import { compareText } from '../labels/label-set.ts';
import { Series } from './series.ts';

/** All series, found by label. */
export class SeriesIndex extends LabelIndex<Series> {
  constructor() {
    super((labels) => new Series(labels));
  }
}

/** Sorted and without repetition. */
export function sortedDistinct(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareText);
}
