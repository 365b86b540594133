import { logql, traceql } from '@dynamo-observability/query';

import type { LogsQuery, MetricsQuery, PanelQuery, TracesQuery } from '../model.ts';
import { printForPanel, printLegend } from '../print-panel.ts';
import { sources } from './data-source.ts';

/** A query as Grafana's Prometheus data source takes it, in the app and in the JSON. */
export interface MetricsTarget {
  readonly refId: string;
  readonly datasource: typeof sources.prometheus;
  readonly editorMode: 'code';
  readonly expr: string;
  readonly legendFormat: string;
  readonly format: 'time_series' | 'table' | 'heatmap';
  readonly instant: boolean;
  readonly range: boolean;
  /** Only where exemplars are asked for. */
  readonly exemplar?: true;
}

/** A query as Grafana's Loki data source takes it (grafana-live-facts.md 3). */
export interface LogsTarget {
  readonly refId: string;
  readonly datasource: typeof sources.loki;
  readonly editorMode: 'code';
  readonly expr: string;
  readonly queryType: 'range' | 'instant';
  readonly legendFormat: string;
  readonly maxLines?: number;
}

/** A query as Grafana's Tempo data source takes it (grafana-live-facts.md 3). */
export interface TracesTarget {
  readonly refId: string;
  readonly datasource: typeof sources.tempo;
  readonly queryType: 'traceql';
  readonly query: string;
  readonly limit: number;
  readonly tableType: 'traces' | 'spans';
  /** Spans of each trace at most. */
  readonly spss?: number;
  /** Only where numbers are asked for. */
  readonly metricsQueryType?: 'range' | 'instant';
}

export type Target = MetricsTarget | LogsTarget | TracesTarget;

/** A query with its expression printed. A minimum step is the panel's affair: on a target it would multiply `$__rate_interval`. */
export function targetOf(query: PanelQuery): Target {
  switch (query.source) {
    case 'prometheus':
      return metricsTarget(query);
    case 'loki':
      return logsTarget(query);
    case 'tempo':
      return tracesTarget(query);
  }
}

/** What a target asks, in the language of its data source. */
export const queryText = (target: Target): string => ('query' in target ? target.query : target.expr);

function metricsTarget(query: MetricsQuery): MetricsTarget {
  const instant = query.instant === true;
  return {
    refId: query.refId,
    datasource: sources.prometheus,
    editorMode: 'code',
    expr: printForPanel(query.expr),
    legendFormat: printLegend(query.legend),
    format: query.format ?? 'time_series',
    instant,
    range: !instant,
    ...(query.exemplars === undefined ? {} : { exemplar: query.exemplars }),
  };
}

function logsTarget({ refId, expr, legend, instant, maxLines }: LogsQuery): LogsTarget {
  return {
    refId,
    datasource: sources.loki,
    editorMode: 'code',
    expr: logql.print(expr.node),
    queryType: instant === true ? 'instant' : 'range',
    legendFormat: legend,
    ...(maxLines === undefined ? {} : { maxLines }),
  };
}

function tracesTarget({ refId, expr, limit, tableType, spansOfTrace, instant }: TracesQuery): TracesTarget {
  return {
    refId,
    datasource: sources.tempo,
    queryType: 'traceql',
    query: traceql.print(expr.node),
    limit,
    tableType,
    ...(spansOfTrace === undefined ? {} : { spss: spansOfTrace }),
    ...(expr.node.kind === 'metric' ? { metricsQueryType: instant === true ? 'instant' : 'range' } : {}),
  };
}
