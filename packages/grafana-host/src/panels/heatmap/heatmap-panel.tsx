import type { PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TooltipDisplayMode } from '@grafana/schema';
import { UPlotChart, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { cellPlotData } from '../cell-plot/cell-plot.ts';
import { NoData } from '../no-data.tsx';
import { Exemplars } from '../timeseries/exemplars.tsx';
import { PanelTooltip } from '../tooltip/panel-tooltip.tsx';
import { COLOUR_LEGEND_HEIGHT, ColourLegend } from './colour-legend.tsx';
import { middleOfBucket, readHeatmap, type Heatmap } from './heatmap-model.ts';
import type { HeatmapOptions } from './heatmap-options.ts';
import { colourRange, heatmapPlot } from './heatmap-plot.ts';
import { HeatmapTooltip } from './heatmap-tooltip.tsx';

/** Stands in for core's heatmap panel, for buckets that the data source has counted. */
export function HeatmapPanel(props: PanelProps<HeatmapOptions>): JSX.Element {
  const { data, options, fieldConfig } = props;
  const hideBelow = options.filterValues.le ?? -Infinity;
  const heatmap = useMemo(() => readHeatmap(data.series, hideBelow), [data.series, hideBelow]);
  if (heatmap === undefined) {
    const message = data.series.some((frame) => frame.length > 0)
      ? { message: t('grafana-host.heatmap.no-buckets', 'The data holds no buckets') }
      : {};
    return <NoData data={data} fieldConfig={fieldConfig} {...message} />;
  }
  return <Chart panel={props} heatmap={heatmap} />;
}

function Chart({
  panel,
  heatmap,
}: {
  readonly panel: PanelProps<HeatmapOptions>;
  readonly heatmap: Heatmap;
}): JSX.Element {
  const { options, fieldConfig, width, timeZone, timeRange, onChangeTimeRange } = panel;
  const theme = useTheme2();
  const { unit } = fieldConfig.defaults;
  const hasLegend = options.legend.show && Number.isFinite(heatmap.highest);
  const height = panel.height - (hasLegend ? COLOUR_LEGEND_HEIGHT : 0);
  const config = useMemo(
    () => heatmapPlot({ heatmap, options, unit, theme, timeZone, timeRange }),
    [heatmap, options, unit, theme, timeZone, timeRange]
  );
  const { annotations } = panel.data;
  const exemplars = useMemo(() => (annotations ?? []).filter(({ name }) => name === 'exemplar'), [annotations]);
  const plotData = useMemo(() => cellPlotData(heatmap.times), [heatmap]);
  return (
    <div>
      <UPlotChart key={config.uid} config={config} data={plotData} width={width} height={height}>
        {options.tooltip.mode !== TooltipDisplayMode.None && (
          <PanelTooltip config={config} hover="all" onZoom={onChangeTimeRange}>
            {({ plot, isPinned, viaSync }) =>
              viaSync ? null : <HeatmapTooltip {...{ plot, heatmap, options, unit, timeZone, isPinned }} />
            }
          </PanelTooltip>
        )}
        <Exemplars config={config} frames={exemplars} timeZone={timeZone} heightOf={middleOfBucket(heatmap)} />
      </UPlotChart>
      {hasLegend && <ColourLegend {...colourRange(heatmap, options)} options={options} />}
    </div>
  );
}
