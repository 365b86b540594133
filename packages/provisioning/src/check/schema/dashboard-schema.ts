import { fieldConfigSchema } from './field-config-schema.ts';
import { list, object, oneOf, text, type Schema } from './shapes.ts';

/**
 * What we export of Grafana's classic dashboard model, schema version 42, and nothing else: a misspelt or misplaced property is
 * an error here, while Grafana would drop it without a word. Names and types follow the declarations of @grafana/schema 12.3.
 */
const flag: Schema = { type: 'boolean' };
const whole = (minimum: number): Schema => ({ type: 'integer', minimum });

const dataSource = object({ type: text, uid: text });
const gridPos = object({ h: whole(1), w: { type: 'integer', minimum: 1, maximum: 24 }, x: whole(0), y: whole(0) });

const refId: Schema = { type: 'string', pattern: '^[A-Z]$' };
const sourceOf = (type: string) => object({ type: oneOf(type), uid: text });

const metricsTarget = object(
  {
    refId,
    datasource: sourceOf('prometheus'),
    editorMode: oneOf('code'),
    expr: text,
    legendFormat: text,
    format: oneOf('time_series', 'table', 'heatmap'),
    instant: flag,
    range: flag,
  },
  { exemplar: flag }
);

const logsTarget = object(
  {
    refId,
    datasource: sourceOf('loki'),
    editorMode: oneOf('code'),
    expr: text,
    queryType: oneOf('range', 'instant'),
    legendFormat: text,
  },
  { maxLines: whole(1) }
);

const tracesTarget = object(
  {
    refId,
    datasource: sourceOf('tempo'),
    queryType: oneOf('traceql'),
    query: text,
    limit: whole(1),
    tableType: oneOf('traces', 'spans'),
  },
  { spss: whole(1), metricsQueryType: oneOf('range', 'instant') }
);

/** Chooses by the type of the data source, so that an error speaks of the one shape that was meant. */
const bySource = (shapes: { readonly [type: string]: Schema }): Schema => ({
  type: 'object',
  required: ['datasource'],
  properties: { datasource: { type: 'object', properties: { type: { enum: Object.keys(shapes) } } } },
  allOf: Object.entries(shapes).map(([type, shape]) => ({
    if: { properties: { datasource: { type: 'object', properties: { type: { const: type } } } } },
    then: shape,
  })),
});

const target = bySource({ prometheus: metricsTarget, loki: logsTarget, tempo: tracesTarget });

const transformation = object(
  { id: text, options: { type: 'object' } },
  { disabled: flag, filter: { type: 'object' }, topic: oneOf('series', 'annotations', 'alertStates') }
);

const panel = object(
  {
    id: whole(1),
    type: oneOf(
      ...['timeseries', 'stat', 'bargauge', 'table', 'heatmap', 'state-timeline', 'logs', 'traces', 'nodeGraph', 'text']
    ),
    title: text,
    description: text,
    gridPos,
    fieldConfig: fieldConfigSchema,
    options: { type: 'object' },
    targets: list(target),
    transformations: list(transformation),
    maxDataPoints: whole(1),
    pluginVersion: text,
  },
  { datasource: dataSource, interval: { type: 'string', pattern: '^[0-9]+(ms|s|m|h|d)$' } }
);

const row = object({
  id: whole(1),
  type: oneOf('row'),
  title: text,
  collapsed: flag,
  gridPos,
  panels: list(panel),
});

const textOrTexts: Schema = { anyOf: [text, list(text)] };
const option = object({ text: textOrTexts, value: textOrTexts }, { selected: flag });

const sourceVariable = object(
  {
    type: oneOf('datasource'),
    name: text,
    label: text,
    query: oneOf('prometheus', 'loki', 'tempo'),
    regex: text,
    refresh: oneOf(1),
    includeAll: oneOf(false),
    multi: oneOf(false),
  },
  { hide: oneOf(2) }
);

const queryVariable = object(
  {
    type: oneOf('query'),
    name: text,
    label: text,
    description: text,
    datasource: dataSource,
    definition: text,
    query: {
      anyOf: [
        object({ qryType: whole(0), query: text, refId: text }),
        object({ type: oneOf(0, 1), refId: text }, { label: text, stream: text }),
      ],
    },
    regex: text,
    refresh: oneOf(2),
    sort: whole(0),
    includeAll: flag,
    multi: flag,
    options: list(option),
  },
  { allValue: text, current: option, hide: oneOf(2), skipUrlSync: flag }
);

const textVariable = object({
  type: oneOf('textbox'),
  name: text,
  label: text,
  description: text,
  query: text,
  current: option,
  options: list(option),
});

const customVariable = object(
  {
    type: oneOf('custom'),
    name: text,
    label: text,
    description: text,
    query: text,
    includeAll: flag,
    multi: flag,
    current: option,
    options: list(option),
  },
  { allValue: text, hide: oneOf(2), skipUrlSync: flag }
);

const filtersVariable = object({
  type: oneOf('adhoc'),
  name: text,
  label: text,
  description: text,
  datasource: dataSource,
  filters: list(text),
  defaultKeys: list(object({ text, value: text })),
  allowCustomValue: flag,
});

/** Chooses by `type`, so that an error speaks of the one shape that was meant. */
const byType = (shapes: { readonly [type: string]: Schema }): Schema => ({
  type: 'object',
  required: ['type'],
  properties: { type: { enum: Object.keys(shapes) } },
  allOf: Object.entries(shapes).map(([type, shape]) => ({
    if: { properties: { type: { const: type } } },
    then: shape,
  })),
});

const panelOrRow: Schema = {
  type: 'object',
  if: { properties: { type: { const: 'row' } }, required: ['type'] },
  then: row,
  else: panel,
};

const dashboardLink = object({
  type: oneOf('dashboards'),
  title: text,
  tags: list(text),
  asDropdown: flag,
  icon: text,
  includeVars: flag,
  keepTime: flag,
  targetBlank: flag,
  tooltip: text,
  url: text,
});

/** People's notes, or marks that a query of Prometheus gives (12.3, `packages/grafana-prometheus/src/annotations.ts`). */
const annotation = object(
  { datasource: dataSource, enable: flag, iconColor: text, name: text },
  {
    builtIn: oneOf(0, 1),
    hide: flag,
    type: text,
    target: object({ refId: text, expr: text, interval: text }),
    titleFormat: text,
    textFormat: text,
    tagKeys: text,
    useValueForTime: flag,
  }
);

export const dashboardSchema: Schema = object({
  id: { type: 'null' },
  uid: text,
  title: text,
  description: text,
  tags: list(text),
  schemaVersion: oneOf(42),
  editable: oneOf(false),
  graphTooltip: oneOf(0, 1, 2),
  time: object({ from: text, to: text }),
  timezone: text,
  refresh: text,
  links: list(dashboardLink),
  annotations: object({ list: list(annotation) }),
  templating: object({
    list: list(
      byType({
        datasource: sourceVariable,
        query: queryVariable,
        custom: customVariable,
        textbox: textVariable,
        adhoc: filtersVariable,
      })
    ),
  }),
  panels: list(panelOrRow),
});
