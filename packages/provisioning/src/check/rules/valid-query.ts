import type { Source } from '@dynamo-observability/dashboards';
import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';
import type { Parser } from '@lezer/common';
import { parser as promql } from '@prometheus-io/lezer-promql';

import { choices, withSamples } from '../interpolation/samples.ts';
import { parseErrors } from '../language/parse-errors.ts';
import { allQueries, type Query } from '../queries.ts';
import { dashboardRule, type Problem, type Rule, type Subject } from '../rule.ts';

type Found = Omit<Problem, 'dashboard'>;

const mend = 'Correct the query; a variable may stand inside quotes, or where its values are numbers.';

/** The first choice of variables with which a query does not parse. */
function fault({ expr, panel, where }: Query, { dashboard }: Subject, parser: Parser): Found | undefined {
  for (const choice of choices) {
    const [error] = parseErrors(parser, withSamples(expr, dashboard.variables, choice));
    if (error !== undefined) {
      const problem = `${where} does not parse with variables set to ${choice}: ${error}`;
      return panel === undefined ? { problem } : { panel, problem };
    }
  }
  return undefined;
}

/** Every query parses, whatever is chosen: nothing, one value, several or All. */
const validQuery = (name: string, source: Source, parser: Parser, isQuery = (_: Query) => true): Rule =>
  dashboardRule(name, mend, (subject) =>
    allQueries(subject, source)
      .filter(isQuery)
      .flatMap((query) => fault(query, subject, parser) ?? [])
  );

/** The data source takes the id of a trace, or a variable that holds one, for a look-up. */
const isLookUp = ({ expr }: Query): boolean => /^([0-9a-f]{1,32}|\$\{?\w+\}?)$/.test(expr);

export const validPromql = validQuery('valid-promql', 'prometheus', promql);
export const validLogql = validQuery('valid-logql', 'loki', logql);
export const validTraceql = validQuery('valid-traceql', 'tempo', traceql, (query) => !isLookUp(query));
