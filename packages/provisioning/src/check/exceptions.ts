import type { Finding } from './rule.ts';

/** A finding that is right as it is, and why. */
export interface Exception {
  readonly rule: string;
  readonly dashboard: string;
  /** As in the finding. */
  readonly panel?: string;
  /** A part of the problem's text, where one panel has several. */
  readonly about?: string;
  readonly reason: string;
}

const onlyRises = 'Dynamo counts clients that left in a gauge that only ever rises (captures/FINDINGS.md 2).';
const hoursOnlyRise =
  'GPU hours are a gauge that only rises, and starts again with the planner (dynamo-facts.md a.14).';
const totalOfNats =
  'NATS exports totals as gauges: they only rise, and start again with the server (metric-science.md E1).';

const risingGauges = (dashboard: string, reason: string, ...panels: readonly string[]): readonly Exception[] =>
  panels.map((panel) => ({ rule: 'gauge-without-rate', dashboard, panel, reason }));

/** Every exception of this project. One that no longer excuses anything is itself a finding. */
export const acceptedExceptions: readonly Exception[] = [
  ...risingGauges('dynamo-frontend', onlyRises, 'Clients gone', 'Clients that leave'),
  ...risingGauges('dynamo-planner', hoursOnlyRise, 'GPUs in use'),
  ...risingGauges(
    'dynamo-messaging',
    totalOfNats,
    'Slow NATS clients',
    'NATS messages',
    'NATS bytes',
    'Lag in time',
    'Streams',
    'Published and delivered',
    'JetStream API errors'
  ),
];

const excuses = ({ rule, dashboard, panel, about }: Exception, finding: Finding): boolean =>
  rule === finding.rule &&
  dashboard === finding.dashboard &&
  panel === finding.panel &&
  (about === undefined || finding.problem.includes(about));

/** The findings that no exception excuses, and the exceptions that excuse nothing or do not say why. */
export function withoutExcused(findings: readonly Finding[], exceptions: readonly Exception[]): readonly Finding[] {
  const left = findings.filter((finding) => !exceptions.some((exception) => excuses(exception, finding)));
  const idle = exceptions.filter(
    (exception) => exception.reason.trim() === '' || !findings.some((finding) => excuses(exception, finding))
  );
  return [
    ...left,
    ...idle.map(({ dashboard, rule, panel }) => ({
      rule: 'idle-exception',
      dashboard,
      ...(panel === undefined ? {} : { panel }),
      problem: `the exception from ${rule} excuses nothing, or does not say why`,
      mend: 'Remove it from exceptions.ts, or write its reason.',
    })),
  ];
}
