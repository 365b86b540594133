import { defaultTargetLabels } from '@dynamo-observability/signals';

import { isMacro } from '../interpolation/macros.ts';
import { interpolate, referencesIn } from '../interpolation/references.ts';
import { selectorsIn } from '../promql/selectors.ts';
import { allQueries, everyQuery } from '../queries.ts';
import { dashboardRule } from '../rule.ts';

/** A name that nobody declares reaches the data source as text. */
export const declaredVariables = dashboardRule(
  'declared-variables',
  'Declare the variable on the dashboard, or correct its name.',
  (subject) => {
    const declared = new Set(subject.dashboard.variables.map((v) => v.name));
    return everyQuery(subject).flatMap(({ source: _, expr, where, ...at }) =>
      [...new Set(referencesIn(expr).map((r) => r.name))]
        .filter((name) => !declared.has(name) && !isMacro(name))
        .map((name) => ({ ...at, problem: `${where} uses $${name}, which is neither a variable nor a macro` }))
    );
  }
);

/** Without the variable of its data source a query goes to whatever is the default one, in the wrong language. */
export const declaredSources = dashboardRule(
  'declared-sources',
  'Declare a data source variable of that kind on the dashboard, named <kind>_datasource.',
  (subject) => {
    const declared = subject.dashboard.variables.flatMap((v) => (v.type === 'datasource' ? [v.name] : []));
    const asked = [...new Set(everyQuery(subject).map(({ source }) => source))];
    return asked
      .filter((source) => !declared.includes(`${source}_datasource`))
      .map((source) => ({ problem: `it asks ${source}, and has no variable ${source}_datasource` }));
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
    allQueries(subject).flatMap(({ source: _, expr, where, ...at }) =>
      selectorsIn(interpolate(expr, () => placeholder)).flatMap(({ matchers }) =>
        matchers
          .filter(({ label, value }) => identity.has(label) && value !== '' && !value.includes(placeholder))
          .map(({ label, value }) => ({ ...at, problem: `${where} is fixed to ${label} "${value}"` }))
      )
    )
);
