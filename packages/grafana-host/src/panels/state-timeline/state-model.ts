import { FieldType, formattedValueToString, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';

/** A stretch of time in which a series holds one value. */
export interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly color: string;
}

export interface StateRow {
  readonly name: string;
  readonly segments: readonly Segment[];
}

/** One row a series, equal neighbours joined. A value holds until the next one, at most for the step where samples are missing. */
export function readStates(frames: DataFrame[], mergeValues: boolean): StateRow[] {
  return frames.flatMap((frame) => {
    const time = frame.fields.find((f): f is Field<number> => f.type === FieldType.time);
    if (time === undefined || frame.length === 0) {
      return [];
    }
    return frame.fields
      .filter((field) => field !== time)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, frames),
        segments: segmentsOf(field, time.values, time.config.interval ?? Infinity, mergeValues),
      }));
  });
}

function segmentsOf(field: Field, times: readonly number[], stepMs: number, mergeValues: boolean): Segment[] {
  const segments: Segment[] = [];
  times.forEach((fromMs, i) => {
    const value: unknown = field.values[i];
    if (value === null || value === undefined || field.display === undefined) {
      return;
    }
    const toMs = Math.min(times[i + 1] ?? Infinity, fromMs + stepMs);
    const display = field.display(value);
    const text = formattedValueToString(display);
    const last = segments.at(-1);
    if (mergeValues && last?.text === text && last.toMs === fromMs) {
      segments[segments.length - 1] = { ...last, toMs };
    } else {
      segments.push({ fromMs, toMs, text, color: display.color ?? 'gray' });
    }
  });
  return segments;
}
