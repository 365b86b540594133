import type { PanelProps } from '@grafana/data';
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';
import { useMemo } from 'react';

import { NoData } from '../no-data.tsx';
import { PanelTooltip } from '../tooltip/panel-tooltip.tsx';
import { AnnotationMarks } from './annotation-marks.tsx';
import { Exemplars } from './exemplars.tsx';
import { graphable } from './graphable.ts';
import { linksAt } from './links-at.ts';
import { marksOf } from './marks.ts';
import { SeriesTooltip } from './series-tooltip.tsx';

export interface TimeSeriesOptions {
  readonly legend: VizLegendOptions;
  readonly tooltip: VizTooltipOptions;
}

/** Stands in for core's time series panel, on the component that Grafana's own panel grew from. */
export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>): JSX.Element {
  const { data, timeRange, timeZone, width, height, options, fieldConfig, onChangeTimeRange } = props;
  const frames = useMemo(() => graphable(data.series, timeRange), [data.series, timeRange]);
  const exemplars = useMemo(() => (data.annotations ?? []).filter((f) => f.name === 'exemplar'), [data.annotations]);
  const marks = useMemo(() => marksOf(data.annotations ?? []), [data.annotations]);
  if (frames.length === 0) {
    return <NoData data={data} fieldConfig={fieldConfig} />;
  }
  return (
    <TimeSeries
      {...{ frames, timeRange, timeZone, width, height, options }}
      {...(data.structureRev === undefined ? {} : { structureRev: data.structureRev })}
      legend={options.legend}
    >
      {(config, frame) => (
        <>
          {options.tooltip.mode !== TooltipDisplayMode.None && (
            <PanelTooltip
              config={config}
              hover={options.tooltip.mode === TooltipDisplayMode.Multi ? 'all' : 'nearest'}
              onZoom={onChangeTimeRange}
              linksOf={(series, row) => linksAt(frame, data.series, series, row)}
            >
              {(hovered) => <SeriesTooltip {...{ frame, frames, hovered, timeZone }} options={options.tooltip} />}
            </PanelTooltip>
          )}
          {marks.length > 0 && <AnnotationMarks config={config} marks={marks} timeZone={timeZone} />}
          <Exemplars config={config} frames={exemplars} timeZone={timeZone} />
        </>
      )}
    </TimeSeries>
  );
}
