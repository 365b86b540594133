import { cacheFieldDisplayNames, type PanelProps } from '@grafana/data';
import type { TableCellHeight, TableSortByFieldState } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { useMemo } from 'react';

import { NoData } from '../no-data.tsx';

export interface TableOptions {
  readonly frameIndex: number;
  readonly showHeader: boolean;
  readonly cellHeight: TableCellHeight;
  readonly sortBy: TableSortByFieldState[];
}

/** Stands in for core's table panel, with the same component inside. */
export function TablePanel({
  id,
  title,
  data,
  options,
  fieldConfig,
  timeRange,
  width,
  height,
}: PanelProps<TableOptions>): JSX.Element {
  const frame = useMemo(() => {
    // The table reads the names of its columns from where this puts them.
    cacheFieldDisplayNames(data.series);
    return data.series[options.frameIndex];
  }, [data.series, options.frameIndex]);
  if (frame === undefined || frame.length === 0) {
    return <NoData data={data} fieldConfig={fieldConfig} />;
  }
  return (
    <TableNG
      key={id}
      ariaLabel={title}
      data={frame}
      width={width}
      height={height}
      noHeader={!options.showHeader}
      showTypeIcons={false}
      resizable
      initialSortBy={options.sortBy}
      cellHeight={options.cellHeight}
      {...(data.structureRev === undefined ? {} : { structureRev: data.structureRev })}
      fieldConfig={fieldConfig}
      timeRange={timeRange}
    />
  );
}
