import type { Objective } from '@dynamo-observability/alerting';
import type { AnyExpr, LogExpr, LogMetricExpr, TraceExpr } from '@dynamo-observability/query';
import type { DataTransformerConfig, FieldConfig, FieldConfigSource } from '@grafana/schema';

import type { Explain } from './evidence/explain.ts';

/** The visualisations in use: ids of Grafana's core panels. */
export type PanelKind =
  | 'timeseries'
  | 'stat'
  | 'bargauge'
  | 'table'
  | 'heatmap'
  | 'state-timeline'
  | 'logs'
  | 'traces'
  | 'nodeGraph'
  | 'text';

/** Where a query is answered; also the id of the data source's plugin. */
export type Source = 'prometheus' | 'loki' | 'tempo';

interface Asked<S extends Source, E> {
  readonly source: S;
  readonly refId: string;
  readonly expr: E;
  /** Legend with `{{label}}`, as in Grafana; what has no series, such as log lines, ignores it. */
  readonly legend: string;
}

/** PromQL. Printed with the scope of the dashboard's variables; scraper labels in the legend are named by role: `{{instance}}`. */
export interface MetricsQuery extends Asked<'prometheus', AnyExpr> {
  readonly format?: 'time_series' | 'table' | 'heatmap';
  /** Observations with their traces are asked for, too: only of histograms that have any, and only in one query of a panel. */
  readonly exemplars?: true;
  /** One value at the end of the range, for stats over `$__range` and for tables. */
  readonly instant?: boolean;
}

/** LogQL: lines, or numbers made from lines. */
export interface LogsQuery extends Asked<'loki', LogExpr | LogMetricExpr> {
  readonly instant?: boolean;
  /** Lines at most; by default what the data source is set to. Above 1000 answers with many labels hang (tempo-loki-facts.md 6). */
  readonly maxLines?: number;
}

/** TraceQL: a search, one trace, or numbers made from spans. */
export interface TracesQuery extends Asked<'tempo', TraceExpr> {
  /** Traces at most. */
  readonly limit: number;
  /** A row for each trace, or for each span that was found. */
  readonly tableType: 'traces' | 'spans';
  /** Spans of each trace at most, 100 being the most that Tempo gives; 3 when not set. */
  readonly spansOfTrace?: number;
  /** Of numbers made from spans: one value for the whole range. */
  readonly instant?: boolean;
}

/** One query of a panel. */
export type PanelQuery = MetricsQuery | LogsQuery | TracesQuery;

/** A link to a page of this project with variables set. `${__field.labels.x}` and other macros are allowed in values. */
export interface PageLink {
  readonly title: string;
  /** The uid of the dashboard. */
  readonly dashboard: string;
  /** Variable name -> value. Macros must carry `:percentencode` (grafana-live-facts.md 1.2). */
  readonly variables: { readonly [name: string]: string };
  /** The time range is so many milliseconds around the clicked value, and not that of the page. */
  readonly windowMs?: number;
}

/** A column of trace ids: each leads to the page of its request, where there is one. */
export interface RequestColumn {
  readonly heading: string;
  /** What the link is called. */
  readonly title: string;
}

/** The custom part of a field configuration depends on the visualisation, so it is plain data here. */
export type PanelFieldConfig = Omit<FieldConfigSource, 'defaults'> & {
  readonly defaults: FieldConfig;
};

/** A question, written once. From it come the Scenes panel, the exported JSON, its description, links and tests. */
export interface Panel {
  /** Stable slug, unique over all dashboards. The numeric panel id is derived from it. */
  readonly id: string;
  /** The field's short term, at most four words. */
  readonly title: string;
  readonly question: string;
  /** How to read it: what good looks like and what to do next. */
  readonly reading: string;
  readonly kind: PanelKind;
  readonly queries: readonly PanelQuery[];
  /** Grafana options of the visualisation; the very object given to VizPanel and written into JSON. */
  readonly options: { readonly [option: string]: unknown };
  readonly fieldConfig: PanelFieldConfig;
  readonly transformations: readonly DataTransformerConfig[];
  readonly links: readonly PageLink[];
  readonly requestColumn?: RequestColumn;
  /** What an empty panel means when everything it needs is scraped and enabled. */
  readonly absence: string;
  readonly objective?: Objective;
  /** The way from a value of the panel to the requests behind it. */
  readonly explain?: Explain;
  /** Lower bound of the step, where the question needs a longer window than the scrape interval gives. */
  readonly interval?: string;
  /** Points asked for at most. */
  readonly maxDataPoints: number;
}

/** A panel with its size in grid units; a row is 24 wide. */
export interface Placed {
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly collapsed: boolean;
  readonly panels: readonly Placed[];
}

export interface DataSourceVariable {
  readonly type: 'datasource';
  readonly name: string;
  readonly label: string;
  readonly plugin: Source;
}

interface AskedVariable<S extends Source, Q> {
  readonly type: 'query';
  readonly source: S;
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly query: Q;
  /** Extracts text and value from each result, as in Grafana. */
  readonly regex: string;
  /**
   * How many values may be chosen. `several`: any number or All, which also admits an absent label. `listed`: the same, but All
   * stands for the values that there are and for no others. `one`: one, the first of them until another is chosen.
   */
  readonly choice: 'several' | 'listed' | 'one';
  /** Not shown: its values serve other variables. */
  readonly hidden?: boolean;
}

/** Values come from Prometheus: `label_values(…)` or `query_result(…)`. */
export type MetricsVariable = AskedVariable<'prometheus', string>;

/** Names of all labels in Loki, or the values of one over some streams. Both may hold variables. */
export type LogsVariableQuery = 'label names' | { readonly label: string; readonly streams: string };

/** Values come from Loki. */
export type LogsVariable = AskedVariable<'loki', LogsVariableQuery>;

/** Values come from a data source. */
export type QueryVariable = MetricsVariable | LogsVariable;

/** A text that the reader types: Grafana's `textbox`. It reaches queries as it is, so each query says how it is escaped. */
export interface TextVariable {
  readonly type: 'text';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly default: string;
}

/** Values are written down. They may hold other variables: when those change, a value that is gone gives way to the first. */
export interface CustomVariable {
  readonly type: 'custom';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly default: string;
  /** Several values and All, or exactly one. */
  readonly multi: boolean;
  /** Not shown: its value serves queries. */
  readonly hidden?: boolean;
}

export type Variable = DataSourceVariable | QueryVariable | CustomVariable | TextVariable;

export interface Dashboard {
  /** Stable, human-readable, at most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
}
