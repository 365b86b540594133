import type { Dashboard } from '@dynamo-observability/dashboards';

import { dashboardJson } from '../dashboard/dashboard-json.ts';
import { acceptedExceptions, withoutExcused, type Exception } from './exceptions.ts';
import type { Finding, Rule, Subject } from './rule.ts';
import { dataLinks } from './rules/data-links.ts';
import { gridOverlap } from './rules/grid.ts';
import { deadLink, linkEncoding } from './rules/links.ts';
import { counterNeedsRate, gaugeWithoutRate, knownMetric } from './rules/metrics.ts';
import { panelTargets } from './rules/panel-targets.ts';
import { noValue, panelDescription, panelTitle } from './rules/panel-text.ts';
import { panelUnit } from './rules/panel-unit.ts';
import { rateInterval } from './rules/rate-interval.ts';
import { schema } from './rules/schema.ts';
import { dashboardUid, uniquePanelIds, uniqueTitles, uniqueUids } from './rules/unique.ts';
import { validLogql, validPromql, validTraceql } from './rules/valid-query.ts';
import { declaredSources, declaredVariables, matchersFromVariables } from './rules/variables.ts';

/** Every rule, by subject. A new rule is added here. */
export const rules: readonly Rule[] = [
  // what a reader sees
  ...[panelTitle, panelDescription, noValue, panelUnit, gridOverlap],
  // what is asked
  ...[panelTargets, validPromql, validLogql, validTraceql, declaredVariables, declaredSources],
  ...[knownMetric, counterNeedsRate, gaugeWithoutRate, rateInterval, matchersFromVariables],
  // where it leads
  ...[deadLink, linkEncoding, dataLinks],
  // what Grafana needs
  ...[dashboardUid, uniqueUids, uniqueTitles, uniquePanelIds, schema],
];

/** Looks at subjects whose JSON is already there. */
export const checkSubjects = (subjects: readonly Subject[]): readonly Finding[] =>
  rules.flatMap((rule) => rule.problems(subjects).map((problem) => ({ rule: rule.name, ...problem, mend: rule.mend })));

/**
 * Looks at every dashboard as it is written and as it will be exported. An empty list means that all is well.
 * @param dashboards all of them together: links and titles are held against one another.
 */
export function checkDashboards(
  dashboards: readonly Dashboard[],
  exceptions: readonly Exception[] = acceptedExceptions
): readonly Finding[] {
  const subjects = dashboards.map((dashboard) => ({ dashboard, json: dashboardJson(dashboard, dashboards) }));
  return withoutExcused(checkSubjects(subjects), exceptions);
}
