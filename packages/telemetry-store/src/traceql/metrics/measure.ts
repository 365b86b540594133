import type { Span } from '../../traces/trace.ts';
import type { Read } from '../evaluate/field.ts';
import type { View } from '../evaluate/view.ts';
import type { Field, Metric } from '../parse/ast.ts';
import { numberOf } from '../value.ts';
import { log2Bucket } from './log2.ts';

/** What a span adds to a metric; `undefined` where it has no number, which Tempo leaves out without a word. */
export type Measure = (span: Span) => number | undefined;

/** A bucket for quantiles and histograms, else the value; NaN where only spans are counted. */
export function measureOf({ name, field }: Metric, view: View): Measure {
  if (field === undefined) {
    return () => NaN;
  }
  const isBucketed = name === 'quantile_over_time' || name === 'histogram_over_time';
  return isBucketed ? bucketOf(view.reader(field)) : valueOf(field, view);
}

/** Seconds for the duration of a span; other values as they are, other durations in nanoseconds. */
export function valueOf(field: Field, view: View): Measure {
  if (field.kind === 'intrinsic' && field.name === 'duration') {
    return ({ durationNs }) => durationNs / 1e9;
  }
  const read = view.reader(field);
  return (span) => numberOf(read(span));
}

/** The next power of two; of durations in seconds. Floats have none. */
function bucketOf(read: Read): Measure {
  return (span) => {
    const value = read(span);
    const bucket = value.type === 'int' || value.type === 'duration' ? log2Bucket(Number(value.value)) : undefined;
    return bucket !== undefined && value.type === 'duration' ? bucket / 1e9 : bucket;
  };
}
