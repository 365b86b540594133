import { queryText, type Source } from '@dynamo-observability/dashboards';

import { drawnPanels } from '../dashboard/exported.ts';
import type { Subject } from './rule.ts';

/** A query that a dashboard will send, as it is exported: with macros and variables. */
export interface Query {
  /** Who answers it, and so in which language it is. */
  readonly source: Source;
  readonly expr: string;
  /** The panel it belongs to; undefined for the query of a variable. */
  readonly panel?: string;
  /** For people: `query A`, `variable model`. */
  readonly where: string;
}

/** The queries of all panels, those of collapsed rows included. */
function panelQueriesOf({ json }: Subject): readonly Query[] {
  return drawnPanels(json).flatMap((panel) =>
    panel.targets.map((target) => ({
      source: target.datasource.type,
      expr: queryText(target),
      panel: panel.title ?? String(panel.id),
      where: `query ${target.refId}`,
    }))
  );
}

/** `label_values(<selector>, label)`, `label_values(label)` or `query_result(<expression>)`; undefined for anything else. */
export function promqlOfVariable(query: string): string | undefined {
  const match = /^label_values\((.+),\s*\w+\)$|^query_result\((.+)\)$/s.exec(query);
  return match?.[1] ?? match?.[2];
}

/** What the queries of variables select. PromQL of another form counts as a whole, and will not parse. */
function variableQueriesOf({ dashboard }: Subject): readonly Query[] {
  return dashboard.variables.flatMap((variable): readonly Query[] => {
    if (variable.type !== 'query') {
      return [];
    }
    const where = `variable ${variable.name}`;
    if (variable.source === 'prometheus') {
      return [{ source: 'prometheus', expr: promqlOfVariable(variable.query) ?? variable.query, where }];
    }
    return variable.query === 'label names' ? [] : [{ source: 'loki', expr: variable.query.streams, where }];
  });
}

/** What marks on charts are derived from. */
function annotationQueriesOf({ json }: Subject): readonly Query[] {
  return (json.annotations?.list ?? []).flatMap(({ name, target }) => {
    const expr: unknown = target === undefined ? undefined : Reflect.get(target, 'expr');
    return typeof expr === 'string' ? [{ source: 'prometheus', expr, where: `annotation ${name}` }] : [];
  });
}

/** The queries of panels that one kind of data source answers. */
export const panelQueries = (subject: Subject, source: Source = 'prometheus'): readonly Query[] =>
  panelQueriesOf(subject).filter((query) => query.source === source);

/** Everything that is sent to one kind of data source. */
export const allQueries = (subject: Subject, source: Source = 'prometheus'): readonly Query[] =>
  everyQuery(subject).filter((query) => query.source === source);

/** Everything that is sent, whatever the language. */
export const everyQuery = (subject: Subject): readonly Query[] => [
  ...variableQueriesOf(subject),
  ...panelQueriesOf(subject),
  ...annotationQueriesOf(subject),
];
