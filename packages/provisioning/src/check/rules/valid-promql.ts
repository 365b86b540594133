import { allQueries } from '../promql/queries.ts';
import { choices, withSamples } from '../promql/samples.ts';
import { parseErrors } from '../promql/selectors.ts';
import { dashboardRule } from '../rule.ts';

/** Every query parses, whatever is chosen: nothing, one value, several or All. */
export const validPromql = dashboardRule(
  'valid-promql',
  'Correct the query; a variable may stand inside quotes, or where its values are numbers.',
  (subject) =>
    allQueries(subject).flatMap(({ expr, panel, where }) => {
      for (const choice of choices) {
        const [error] = parseErrors(withSamples(expr, subject.dashboard.variables, choice));
        if (error !== undefined) {
          const problem = `${where} does not parse with variables set to ${choice}: ${error}`;
          return [panel === undefined ? { problem } : { panel, problem }];
        }
      }
      return [];
    })
);
