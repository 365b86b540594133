import type { PanelQuery } from '../model.ts';
import { printForPanel, printLegend } from '../print-panel.ts';
import { metricsSource } from './data-source.ts';

/** A query as Grafana's Prometheus data source takes it, in the app and in the JSON. */
export interface Target {
  readonly refId: string;
  readonly datasource: typeof metricsSource;
  readonly editorMode: 'code';
  readonly expr: string;
  readonly legendFormat: string;
  readonly format: 'time_series' | 'table' | 'heatmap';
  readonly instant: boolean;
  readonly range: boolean;
}

/** A query with its expression printed. A minimum step is the panel's affair: on a target it would multiply `$__rate_interval`. */
export function targetOf(query: PanelQuery): Target {
  const instant = query.instant === true;
  return {
    refId: query.refId,
    datasource: metricsSource,
    editorMode: 'code',
    expr: printForPanel(query.expr),
    legendFormat: printLegend(query.legend),
    format: query.format ?? 'time_series',
    instant,
    range: !instant,
  };
}
