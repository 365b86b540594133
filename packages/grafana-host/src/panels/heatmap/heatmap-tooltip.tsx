import { dateTimeFormat, formattedValueToString, getValueFormat, type LinkModel } from '@grafana/data';
import { t } from '@grafana/i18n';
import { SeriesTable } from '@grafana/ui';
import type uPlot from 'uplot';

import { underCursor } from '../cell-plot/cell-plot.ts';
import { CursorContent } from '../tooltip/cursor-content.tsx';
import { TooltipFrame } from '../tooltip/tooltip-frame.tsx';
import { columnAt, type Bucket, type Heatmap } from './heatmap-model.ts';
import type { HeatmapOptions } from './heatmap-options.ts';
import { formatBound } from './heatmap-plot.ts';

interface Props {
  readonly plot: uPlot;
  readonly heatmap: Heatmap;
  readonly options: HeatmapOptions;
  readonly unit: string | undefined;
  readonly timeZone: string;
  readonly isPinned: boolean;
}

interface CellUnderCursor {
  readonly bucket: Bucket;
  readonly column: number;
  readonly timeMs: number;
  readonly count: number | null;
}

/** Time, bounds and count of the cell under the cursor; its links once the tooltip is pinned. */
export function HeatmapTooltip(props: Props): JSX.Element {
  return (
    <CursorContent plot={props.plot} isPinned={props.isPinned}>
      {() => {
        const cell = cellUnderCursor(props.plot, props.heatmap);
        return cell === undefined ? null : <CellContent cell={cell} {...props} />;
      }}
    </CursorContent>
  );
}

function CellContent({
  cell,
  options,
  unit,
  timeZone,
  isPinned,
}: Props & { readonly cell: CellUnderCursor }): JSX.Element {
  const { bucket, column, timeMs, count } = cell;
  const bound = (text: string): string => formatBound(text, options, unit);
  const { unit: countUnit, decimals } = options.cellValues;
  const links: LinkModel[] = isPinned ? (bucket.field.getLinks?.({ valueRowIndex: column }) ?? []) : [];
  return (
    <TooltipFrame links={links}>
      <SeriesTable
        timestamp={dateTimeFormat(timeMs, { timeZone })}
        series={[
          {
            label: t('grafana-host.heatmap.bucket', 'Bucket'),
            value:
              bucket.lower === undefined
                ? `≤ ${bound(bucket.upper)}`
                : `${bound(bucket.lower)} – ${bound(bucket.upper)}`,
          },
          {
            label: t('grafana-host.heatmap.value', 'Value'),
            value: count === null ? '-' : formattedValueToString(getValueFormat(countUnit)(count, decimals)),
          },
        ]}
      />
    </TooltipFrame>
  );
}

function cellUnderCursor(plot: uPlot, heatmap: Heatmap): CellUnderCursor | undefined {
  const at = underCursor(plot);
  const column = at === undefined ? undefined : columnAt(heatmap, at.timeMs);
  const bucket = at === undefined ? undefined : heatmap.buckets[at.row];
  const timeMs = column === undefined ? undefined : heatmap.times[column];
  if (column === undefined || bucket === undefined || timeMs === undefined) {
    return undefined;
  }
  return { bucket, column, timeMs, count: bucket.counts[column] ?? null };
}
