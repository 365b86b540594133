import { defaultTargetLabels } from '@dynamo-observability/signals';

import { isMacro } from '../promql/macros.ts';
import { allQueries } from '../promql/queries.ts';
import { interpolate, referencesIn } from '../promql/references.ts';
import { selectorsIn } from '../promql/selectors.ts';
import { dashboardRule } from '../rule.ts';

/** A name that nobody declares reaches Prometheus as text. */
export const declaredVariables = dashboardRule(
  'declared-variables',
  'Declare the variable on the dashboard, or correct its name.',
  (subject) => {
    const declared = new Set(subject.dashboard.variables.map((v) => v.name));
    return allQueries(subject).flatMap(({ expr, where, ...at }) =>
      [...new Set(referencesIn(expr).map((r) => r.name))]
        .filter((name) => !declared.has(name) && !isMacro(name))
        .map((name) => ({ ...at, problem: `${where} uses $${name}, which is neither a variable nor a macro` }))
    );
  }
);

/** Labels that say where a series comes from. Their values belong to one installation. */
const identity: ReadonlySet<string> = new Set(Object.values(defaultTargetLabels));

/** Stands for any variable while the query is taken apart. */
const placeholder = '__variable__';

/** A fixed job, cluster, namespace or instance works in one installation only (grafana-practice.md B1, idea 2). */
export const matchersFromVariables = dashboardRule(
  'matchers-from-variables-only',
  'Take the value from a variable of the dashboard.',
  (subject) =>
    allQueries(subject).flatMap(({ expr, where, ...at }) =>
      selectorsIn(interpolate(expr, () => placeholder)).flatMap(({ matchers }) =>
        matchers
          .filter(({ label, value }) => identity.has(label) && value !== '' && !value.includes(placeholder))
          .map(({ label, value }) => ({ ...at, problem: `${where} is fixed to ${label} "${value}"` }))
      )
    )
);
