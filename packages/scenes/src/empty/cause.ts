import { metricsQueries, type Panel } from '@dynamo-observability/dashboards';
import type { Node } from '@dynamo-observability/query';
import type { Metric, Process } from '@dynamo-observability/signals';

import { exposers, probeSeries, seriesName } from './families.ts';

/** Why a panel is empty although its query worked. */
export type Cause =
  /** No process that exposes the family is scraped. */
  | { readonly kind: 'not-scraped'; readonly process: Process }
  /** A flag switches the family on. `orNoEvent`: it is also absent until its first event, which cannot be told apart. */
  | { readonly kind: 'not-enabled'; readonly flags: readonly string[]; readonly orNoEvent: boolean }
  /** The process is scraped and should always expose the family, but does not: another version or engine. */
  | { readonly kind: 'not-exposed'; readonly process: Process; readonly families: readonly string[] }
  /** The family appears with its first event, and there was none. */
  | { readonly kind: 'no-event' }
  /** Everything that the panel reads exists, but not in this selection and time range. */
  | { readonly kind: 'no-match' };

type Absent = Exclude<Cause, { kind: 'no-match' }>;

/** From what is farthest from working to what is nearest. */
const farthestFirst = ['not-scraped', 'not-enabled', 'not-exposed', 'no-event'] as const;
const rank = ({ kind }: Absent): number => farthestFirst.indexOf(kind);

/**
 * Why a panel is empty, from the series that exist at the end of its time range. A query that joins two families lacks the
 * one that is farthest from working; one with alternatives (`a or b`), and a panel with several queries, lacks the nearest.
 * @param present names of the series that exist, out of those of `seriesToProbe`.
 */
export function causeOf(panel: Panel, present: ReadonlySet<string>): Cause {
  const causes = metricsQueries(panel).map((query) => absentIn(query.expr.node, present));
  return nearest(causes) ?? { kind: 'no-match' };
}

/** What a query lacks; undefined when it could answer. */
function absentIn(node: Node, present: ReadonlySet<string>): Absent | undefined {
  switch (node.kind) {
    case 'selector':
      return present.has(seriesName(node.metric)) ? undefined : causeOfAbsence(node.metric, present);
    case 'aggregate':
      return absentIn(node.of, present);
    case 'call':
      return farthest(node.arguments.map((argument) => absentIn(argument, present)));
    case 'binary':
      return absentInOperation(node, present);
    case 'number':
    case 'text':
    case 'variable':
      return undefined;
  }
}

function absentInOperation(node: Extract<Node, { kind: 'binary' }>, present: ReadonlySet<string>): Absent | undefined {
  const left = absentIn(node.left, present);
  if (node.op === 'unless') {
    return left;
  }
  const sides = [left, absentIn(node.right, present)];
  return node.op === 'or' ? nearest(sides) : farthest(sides);
}

function causeOfAbsence(metric: Metric, present: ReadonlySet<string>): Absent {
  const all = exposers(metric);
  const [first] = all;
  const process = all.find((one) => present.has(probeSeries(one)));
  if (first === undefined) {
    throw new Error(`No process is named that exposes "${metric.name}"; name it in packages/signals`);
  }
  if (process === undefined) {
    return { kind: 'not-scraped', process: first };
  }
  if (metric.flag !== undefined) {
    return { kind: 'not-enabled', flags: [metric.flag], orNoEvent: metric.appears === 'first-event' };
  }
  return metric.appears === 'first-event'
    ? { kind: 'no-event' }
    : { kind: 'not-exposed', process, families: [metric.name] };
}

/** All are needed: the one that is farthest from working decides. */
function farthest(causes: ReadonlyArray<Absent | undefined>): Absent | undefined {
  const [first, ...rest] = causes.filter((cause) => cause !== undefined).sort((a, b) => rank(a) - rank(b));
  return first === undefined ? undefined : rest.reduce(joined, first);
}

/** 1 for a process that an installation may well do without. */
const dispensable = (cause: Absent): number =>
  cause.kind === 'not-scraped' && cause.process.optional === true ? 1 : 0;

/**
 * One is enough: the one that is nearest to working decides, and one that could work means that nothing is absent. Of processes that
 * are not scraped, the one that an installation should have is named.
 */
function nearest(causes: ReadonlyArray<Absent | undefined>): Absent | undefined {
  const absent = causes.filter((cause) => cause !== undefined);
  const [first, ...rest] =
    absent.length < causes.length ? [] : absent.sort((a, b) => rank(b) - rank(a) || dispensable(a) - dispensable(b));
  return first === undefined ? undefined : rest.reduce(joined, first);
}

/** Two causes of one kind name what both name; of two kinds the first stands. */
function joined(cause: Absent, other: Absent): Absent {
  if (cause.kind === 'not-enabled' && other.kind === 'not-enabled') {
    return { ...cause, flags: union(cause.flags, other.flags), orNoEvent: cause.orNoEvent && other.orNoEvent };
  }
  if (cause.kind === 'not-exposed' && other.kind === 'not-exposed') {
    return { ...cause, families: union(cause.families, other.families) };
  }
  return cause;
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];
