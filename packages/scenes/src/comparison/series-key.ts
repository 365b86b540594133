import { FieldType, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';

/** Whether a frame is of an earlier period that the one that is shown is compared with. */
export const isEarlier = (frame: DataFrame): boolean => frame.meta?.timeCompare?.isTimeShiftQuery === true;

export const valueField = ({ fields }: DataFrame): Field | undefined =>
  fields.find(({ type }) => type === FieldType.number);

/** The name of a series without the word that says that it is from an earlier period. */
export function nameNow(frame: DataFrame): string {
  const field = valueField(frame);
  return field === undefined ? '' : getFieldDisplayName({ ...field, state: null }, { ...frame, meta: {} });
}

/** The same for a series now and in an earlier period; Scenes adds to the letter of the query what tells the two apart. */
export function seriesKey(frame: DataFrame): string {
  const labels = Object.entries(valueField(frame)?.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([frame.refId?.replace(/-compare$/, ''), nameNow(frame), labels]);
}
