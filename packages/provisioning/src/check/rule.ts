import type { Dashboard } from '@dynamo-observability/dashboards';

import type { ExportedDashboard } from '../dashboard/exported.ts';

/** A dashboard in both forms: as it was written, and as it will be shipped. */
export interface Subject {
  readonly dashboard: Dashboard;
  readonly json: ExportedDashboard;
}

/** What a rule found, before it is known which rule that was. */
export interface Problem {
  /** The uid of the dashboard. */
  readonly dashboard: string;
  /** The title or slug of the panel, where it is one panel's fault. */
  readonly panel?: string;
  readonly problem: string;
}

/** One fault in a dashboard, with the way to mend it. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly mend: string;
}

/** A named condition that every dashboard meets. */
export interface Rule {
  readonly name: string;
  /** What to do about a finding. */
  readonly mend: string;
  /** The faults over all dashboards, in their order. */
  readonly problems: (subjects: readonly Subject[]) => readonly Problem[];
}

/** A rule that looks at one dashboard after the other. */
export function dashboardRule(
  name: string,
  mend: string,
  problems: (subject: Subject, all: readonly Subject[]) => readonly Omit<Problem, 'dashboard'>[]
): Rule {
  return {
    name,
    mend,
    problems: (subjects) =>
      subjects.flatMap((s) => problems(s, subjects).map((p) => ({ dashboard: s.dashboard.uid, ...p }))),
  };
}

/** Values that occur more than once, each once, in the order of their second appearance. */
export function repeated<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}
