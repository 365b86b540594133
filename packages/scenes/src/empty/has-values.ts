import { FieldType, type DataFrame } from '@grafana/data';

/** Whether there is anything to draw: a value that is neither absent nor NaN in a field other than time. */
export function hasValues(frames: readonly DataFrame[]): boolean {
  return frames.some((frame) =>
    frame.fields.some((field) => field.type !== FieldType.time && field.values.some((value: unknown) => isValue(value)))
  );
}

const isValue = (value: unknown): boolean => value !== null && value !== undefined && !Number.isNaN(value);
