import {
  dateTimeFormat,
  formattedValueToString,
  getFieldDisplayName,
  type DataFrame,
  type Field,
  type FieldConfig,
} from '@grafana/data';
import { SortOrder, TooltipDisplayMode, type HideableFieldConfig, type VizTooltipOptions } from '@grafana/schema';
import { SeriesTable } from '@grafana/ui';

import type { Hovered } from '../tooltip/panel-tooltip.tsx';
import { TooltipFrame } from '../tooltip/tooltip-frame.tsx';

interface Props {
  /** All series on one time axis. */
  readonly frame: DataFrame;
  readonly frames: DataFrame[];
  readonly hovered: Hovered;
  readonly options: VizTooltipOptions;
  readonly timeZone: string;
}

interface Row {
  readonly label: string;
  readonly value: string;
  readonly numeric: number;
  readonly color: string;
  readonly isActive: boolean;
}

/** Time and values under the cursor: the nearest series, or all of them in the order that the options ask for. */
export function SeriesTooltip({ frame, frames, hovered, options, timeZone }: Props): JSX.Element {
  const { rows, nearest: active, links } = hovered;
  const single = options.mode !== TooltipDisplayMode.Multi;
  const shown = frame.fields
    .map((field, index) => ({ field, index, row: rows[index] ?? null }))
    .filter(({ field, index }) => index > 0 && isShown(field) && (!single || index === active))
    .flatMap(({ field, index, row }) => (row === null ? [] : rowOf(field, row, index === active, frame, frames)));
  const timeRow = rows[single && active !== null ? active : 0] ?? rows[0];
  const time: unknown = timeRow === null || timeRow === undefined ? undefined : frame.fields[0]?.values[timeRow];
  return (
    <TooltipFrame links={links}>
      <SeriesTable
        timestamp={typeof time === 'number' ? dateTimeFormat(time, { timeZone }) : ''}
        series={sorted(shown, options.sort)}
      />
    </TooltipFrame>
  );
}

function isShown(field: Field): boolean {
  const { hideFrom }: HideableFieldConfig = (field.config as FieldConfig<HideableFieldConfig>).custom ?? {};
  return hideFrom?.tooltip !== true && hideFrom?.viz !== true;
}

function rowOf(field: Field, row: number, isActive: boolean, frame: DataFrame, frames: DataFrame[]): Row[] {
  const value: unknown = field.values[row];
  if (value === null || value === undefined || field.display === undefined) {
    return [];
  }
  const display = field.display(value);
  return [
    {
      label: getFieldDisplayName(field, frame, frames),
      value: formattedValueToString(display),
      numeric: display.numeric,
      color: display.color ?? '',
      isActive,
    },
  ];
}

function sorted(rows: readonly Row[], order: VizTooltipOptions['sort']): Row[] {
  switch (order) {
    case SortOrder.Ascending:
      return [...rows].sort((a, b) => a.numeric - b.numeric);
    case SortOrder.Descending:
      return [...rows].sort((a, b) => b.numeric - a.numeric);
    default:
      return [...rows];
  }
}
