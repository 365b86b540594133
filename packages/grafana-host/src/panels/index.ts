import { FieldColorModeId, LogsSortOrder, VizOrientation, type PanelPlugin } from '@grafana/data';
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  LegendDisplayMode,
  SortOrder,
  TableCellHeight,
  TooltipDisplayMode,
} from '@grafana/schema';
import { BigValueColorMode, BigValueGraphMode, BigValueJustifyMode, BigValueTextMode } from '@grafana/ui';

import { definePanel } from './define-panel.ts';
import { HeatmapPanel } from './heatmap/heatmap-panel.tsx';
import { LogsPanel } from './logs/logs-panel.tsx';
import { NodeGraphPanel } from './node-graph/node-graph-panel.tsx';
import { BarGaugePanel } from './single-value/bar-gauge-panel.tsx';
import { StatPanel } from './single-value/stat-panel.tsx';
import { StateTimelinePanel } from './state-timeline/state-timeline-panel.tsx';
import { tableFieldConfig } from './table/table-field-config.ts';
import { TablePanel } from './table/table-panel.tsx';
import { TextPanel } from './text/text-panel.tsx';
import { graphFieldConfig } from './timeseries/graph-field-config.ts';
import { TimeSeriesPanel } from './timeseries/timeseries-panel.tsx';
import { TracesPanel } from './traces/traces-panel.tsx';

const reduceOptions = { values: false, calcs: ['lastNotNull'], fields: '' };

const timeseries = (): PanelPlugin =>
  definePanel({
    id: 'timeseries',
    component: TimeSeriesPanel,
    options: {
      legend: { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] },
      tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
    },
    custom: graphFieldConfig,
    color: FieldColorModeId.PaletteClassic,
    annotations: true,
  });

const stat = (): PanelPlugin =>
  definePanel({
    id: 'stat',
    component: StatPanel,
    noPadding: true,
    options: {
      reduceOptions,
      orientation: VizOrientation.Auto,
      colorMode: BigValueColorMode.Value,
      graphMode: BigValueGraphMode.Area,
      justifyMode: BigValueJustifyMode.Auto,
      textMode: BigValueTextMode.Auto,
      wideLayout: true,
    },
  });

const barGauge = (): PanelPlugin =>
  definePanel({
    id: 'bargauge',
    component: BarGaugePanel,
    options: {
      reduceOptions,
      orientation: VizOrientation.Auto,
      displayMode: BarGaugeDisplayMode.Gradient,
      valueMode: BarGaugeValueMode.Color,
      namePlacement: BarGaugeNamePlacement.Auto,
      showUnfilled: true,
    },
  });

const table = (): PanelPlugin =>
  definePanel({
    id: 'table',
    component: TablePanel,
    options: { frameIndex: 0, showHeader: true, cellHeight: TableCellHeight.Sm, sortBy: [] },
    custom: tableFieldConfig,
  });

const heatmap = (): PanelPlugin =>
  definePanel({
    id: 'heatmap',
    component: HeatmapPanel,
    options: {
      color: { mode: 'scheme', scheme: 'Oranges', steps: 64, reverse: false, fill: 'dark-orange', exponent: 0.5 },
      yAxis: {},
      cellGap: 1,
      cellValues: {},
      filterValues: { le: 1e-9 },
      legend: { show: true },
      tooltip: { mode: TooltipDisplayMode.Single },
    },
    annotations: true,
    custom: { scaleDistribution: { type: 'linear' }, hideFrom: { tooltip: false, viz: false, legend: false } },
  });

const stateTimeline = (): PanelPlugin =>
  definePanel({
    id: 'state-timeline',
    component: StateTimelinePanel,
    options: { mergeValues: true, showValue: 'auto', rowHeight: 0.9 },
    custom: { lineWidth: 0, fillOpacity: 70, hideFrom: { tooltip: false, viz: false, legend: false } },
  });

const text = (): PanelPlugin =>
  definePanel({ id: 'text', component: TextPanel, options: { content: '' }, skipDataQuery: true });

const logs = (): PanelPlugin =>
  definePanel({
    id: 'logs',
    component: LogsPanel,
    options: {
      showTime: false,
      showLabels: false,
      wrapLogMessage: false,
      prettifyLogMessage: false,
      enableLogDetails: true,
      sortOrder: LogsSortOrder.Descending,
      displayedFields: [],
    },
  });

const traces = (): PanelPlugin =>
  definePanel({ id: 'traces', component: TracesPanel, options: { focusedSpanId: undefined }, noPadding: true });

const nodeGraph = (): PanelPlugin => definePanel({ id: 'nodeGraph', component: NodeGraphPanel, options: {} });

/** Substitutes for the core panels in use, by core's ids. Grafana's registries must be filled before. */
export function panelPlugins(): ReadonlyMap<string, PanelPlugin> {
  const plugins = [
    timeseries(),
    stat(),
    barGauge(),
    table(),
    heatmap(),
    stateTimeline(),
    text(),
    logs(),
    traces(),
    nodeGraph(),
  ];
  return new Map(plugins.map((plugin) => [plugin.meta.id, plugin]));
}
