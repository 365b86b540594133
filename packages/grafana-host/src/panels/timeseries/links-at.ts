import { FieldType, type DataFrame, type LinkModel } from '@grafana/data';

import { shiftOf } from './graphable.ts';

/**
 * The links of a value on a chart. Rows of a chart are not rows of its data: steps that are missing were put in, and series with other
 * times were joined. Links know the rows of the data, so the value is looked up there by its time.
 * @param drawn all series on one time axis.
 * @param data the series as they came.
 */
export function linksAt(drawn: DataFrame, data: readonly DataFrame[], series: number, row: number): LinkModel[] {
  const getLinks = drawn.fields[series]?.getLinks;
  const time: unknown = drawn.fields[0]?.values[row];
  // Each field has a function of its own, which goes along with every copy.
  const frame = data.find(({ fields }) => fields.some((field) => field.getLinks === getLinks));
  if (getLinks === undefined || frame === undefined || typeof time !== 'number') {
    return [];
  }
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const valueRowIndex = times.indexOf(time - shiftOf(frame));
  return valueRowIndex < 0 ? [] : getLinks({ valueRowIndex });
}
