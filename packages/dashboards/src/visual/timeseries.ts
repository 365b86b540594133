import { FieldColorModeId } from '@grafana/schema';

import type { Panel } from '../model.ts';
import { colours } from './colours.ts';
import { panel, thresholds, type Statement } from './panel.ts';

export interface Chart extends Statement {
  /** Areas on top of one another, for parts of a whole. */
  readonly stacked?: boolean;
  /** Upper end of the axis, for shares. */
  readonly max?: number;
  /** A dashed line, in the unit of the panel. */
  readonly limit?: number;
  /** Series keep their colour by name on every page: models, workers, error types. */
  readonly colourByName?: boolean;
  readonly decimals?: number;
  /** Names side by side, without values: for a line per worker or per event, where a table would need scrolling. */
  readonly shortLegend?: boolean;
  /** A bar for each step, stacked: for what is counted and often is nothing. */
  readonly bars?: boolean;
  /** The axis starts here unless values are lower: for shares that are close to 1. Otherwise it starts at 0. */
  readonly softMin?: number;
}

/** Lines or stacked areas over time, counted from zero, with a legend table of last and highest values. */
export function timeseries(chart: Chart): Panel {
  const stacked = chart.stacked === true || chart.bars === true;
  const custom = {
    ...(chart.bars === true
      ? { drawStyle: 'bars', lineWidth: 0, fillOpacity: 80, showPoints: 'never' }
      : { lineWidth: 1, fillOpacity: stacked ? 40 : 0, showPoints: 'auto' }),
    pointSize: 4,
    stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
    ...(chart.softMin === undefined ? {} : { axisSoftMin: chart.softMin }),
    ...(chart.limit === undefined ? {} : { thresholdsStyle: { mode: 'dashed' } }),
  };
  return panel(chart, {
    kind: 'timeseries',
    maxDataPoints: 200,
    options: {
      legend:
        chart.shortLegend === true
          ? { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] }
          : { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    defaults: {
      ...(chart.softMin === undefined ? { min: 0 } : {}),
      custom,
      color: {
        mode: chart.colourByName === true ? FieldColorModeId.PaletteClassicByName : FieldColorModeId.PaletteClassic,
      },
      ...(chart.max === undefined ? {} : { max: chart.max }),
      ...(chart.decimals === undefined ? {} : { decimals: chart.decimals }),
      ...(chart.limit === undefined ? {} : { thresholds: thresholds('transparent', [chart.limit, colours.objective]) }),
    },
  });
}
