import { defaultTargetLabels, type TargetLabelNames } from '@dynamo-observability/signals';

import { metricsQueries } from './describe.ts';
import { variableDefinition } from './grafana/variable.ts';
import type { Row, Variable } from './model.ts';
import { printForPanel } from './print-panel.ts';
import { allVariables } from './variables.ts';

/** The names of the variables in a text. */
const namesIn = (text: string): readonly string[] => [...text.matchAll(/\$\{?([a-z]\w*)/g)].map((m) => m[1] ?? '');

/**
 * The variables of a page: those that its panels use, and those that these need for their own values. A page does not offer a choice
 * that changes nothing on it.
 * @param also names of variables that something else on the page uses.
 */
export function variablesUsedBy(
  rows: readonly Row[],
  names: TargetLabelNames = defaultTargetLabels,
  also: readonly string[] = []
): readonly Variable[] {
  const queries = rows.flatMap((row) => row.panels.flatMap(({ panel }) => metricsQueries(panel)));
  const used = new Set([...also, ...queries.flatMap(({ expr }) => namesIn(printForPanel(expr, names)))]);
  // From the narrowest to the widest: a variable only depends on wider ones.
  for (const variable of [...allVariables(names)].reverse()) {
    if (variable.type === 'query' && used.has(variable.name)) {
      namesIn(variableDefinition(variable)).forEach((name) => used.add(name));
    }
  }
  return allVariables(names).filter(({ type, name }) => type === 'datasource' || used.has(name));
}
