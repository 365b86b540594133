import type { Objective } from '@dynamo-observability/alerting';
import type { AnyExpr } from '@dynamo-observability/query';
import type { DataTransformerConfig, FieldConfig, FieldConfigSource } from '@grafana/schema';

/** The visualisations in use: ids of Grafana's core panels. */
export type PanelKind = 'timeseries' | 'stat' | 'bargauge' | 'table' | 'heatmap' | 'state-timeline';

/** One query of a panel. The expression is printed with `panelTarget` and the scope of the dashboard's variables. */
export interface PanelQuery {
  readonly refId: string;
  readonly expr: AnyExpr;
  /** Legend with `{{label}}`, as in Grafana. Named by role for scraper labels: `{{instance}}`. */
  readonly legend: string;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  /** One value at the end of the range, for stats over `$__range` and for tables. */
  readonly instant?: boolean;
}

/** A link to a page of this project with variables set. `${__field.labels.x}` and other macros are allowed in values. */
export interface PageLink {
  readonly title: string;
  /** The uid of the dashboard. */
  readonly dashboard: string;
  /** Variable name -> value. Macros must carry `:percentencode` (grafana-live-facts.md 1.2). */
  readonly variables: { readonly [name: string]: string };
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
  /** What an empty panel means when everything it needs is scraped and enabled. */
  readonly absence: string;
  readonly objective?: Objective;
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
  readonly plugin: 'prometheus' | 'loki' | 'tempo';
}

/** Values come from Prometheus: `label_values(…)` or `query_result(…)`. */
export interface QueryVariable {
  readonly type: 'query';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly query: string;
  /** Extracts text and value from each result, as in Grafana. */
  readonly regex: string;
}

/** Values are written down. */
export interface CustomVariable {
  readonly type: 'custom';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly default: string;
  /** Several values and All, or exactly one. */
  readonly multi: boolean;
}

export type Variable = DataSourceVariable | QueryVariable | CustomVariable;

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
