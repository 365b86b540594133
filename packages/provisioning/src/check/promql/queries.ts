import { drawnPanels } from '../../dashboard/exported.ts';
import type { Subject } from '../rule.ts';

/** A PromQL query that a dashboard will send, as it is exported: with macros and variables. */
export interface Query {
  readonly expr: string;
  /** The panel it belongs to; undefined for the query of a variable. */
  readonly panel?: string;
  /** For people: `query A`, `variable model`. */
  readonly where: string;
}

/** The queries of all panels, those of collapsed rows included. */
export function panelQueries({ json }: Subject): readonly Query[] {
  return drawnPanels(json).flatMap((panel) =>
    panel.targets.map((target) => ({
      expr: target.expr,
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

/** The PromQL inside the queries of variables. What has another form counts as a whole, and will not parse. */
export function variableQueries({ json }: Subject): readonly Query[] {
  return json.templating.list.flatMap((variable) => {
    const query = variable.definition;
    return query === undefined ? [] : [{ expr: promqlOfVariable(query) ?? query, where: `variable ${variable.name}` }];
  });
}

/** Everything that is sent to Prometheus. */
export const allQueries = (subject: Subject): readonly Query[] => [
  ...variableQueries(subject),
  ...panelQueries(subject),
];
