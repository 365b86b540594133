import { applyNullInsertThreshold, FieldType, type DataFrame, type Field, type TimeRange } from '@grafana/data';

const isTime = (field: Field): boolean => field.type === FieldType.time;
const isNumber = (field: Field): boolean => field.type === FieldType.number;

/** NaN, such as a quantile without traffic, and infinities are gaps: on a scale they would leave nothing to see. */
const finite = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A series of an earlier period is drawn at the times that it is compared with. */
export const shiftOf = ({ meta }: DataFrame): number => -(meta?.timeCompare?.diffMs ?? 0);

/**
 * What can be drawn, as core's panel prepares it: frames with a time and a number, earlier periods moved to the one that is shown,
 * gaps where steps are missing, and no number that is none. The component below would look for missing steps in the first frame only.
 */
export function graphable(frames: readonly DataFrame[], { from, to }: TimeRange): DataFrame[] {
  return frames
    .filter((frame) => frame.length > 0 && frame.fields.some(isTime) && frame.fields.some(isNumber))
    .map((frame) =>
      applyNullInsertThreshold({
        frame: { ...frame, fields: frame.fields.map((field) => drawn(field, shiftOf(frame))) },
        refFieldPseudoMin: from.valueOf(),
        refFieldPseudoMax: to.valueOf(),
      })
    );
}

/** A field of its own, since what is prepared is noted in it. */
function drawn(field: Field, shiftMs: number): Field {
  if (isNumber(field)) {
    return { ...field, values: field.values.map(finite) };
  }
  return { ...field, values: isTime(field) ? field.values.map((time) => Number(time) + shiftMs) : field.values };
}
