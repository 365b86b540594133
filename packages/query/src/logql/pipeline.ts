import { lokiName, type LogKeyName } from '@dynamo-observability/signals';

import { asValue, type AsValue } from '../value.ts';
import type { LogExpr } from './expr.ts';
import { labelName, type LogLabel } from './label.ts';
import type { LabelFilter, Stage, StreamMatcher } from './node.ts';

/** The lines of some streams, after some stages. Line filters come first: they are the cheapest. */
export const logs = (streams: readonly StreamMatcher[], ...stages: readonly Stage[]): LogExpr => ({
  node: { kind: 'lines', streams, stages },
});

/** More stages behind those that are there. */
export const pipe = ({ node }: LogExpr, ...stages: readonly Stage[]): LogExpr =>
  logs(node.streams, ...node.stages, ...stages);

const line =
  (op: '|=' | '!=' | '|~' | '!~') =>
  (value: AsValue): Stage => ({ stage: 'line', op, value: asValue(value) });

/** The line holds this text. */
export const contains = line('|=');
export const lacks = line('!=');
/** The line matches a regular expression (RE2) somewhere. */
export const lineMatches = line('|~');
export const lineMatchesNot = line('!~');

/**
 * Keys of a JSON line become labels; without keys all of them, which costs three times as much for log lines and nothing more in a
 * metric. A line that is not JSON keeps the labels it has, and an error in `__error__` (tempo-loki-facts.md 6, 7).
 */
export const json = (...keys: readonly LogKeyName[]): Stage => ({
  stage: 'json',
  fields: keys.map((key) => ({ label: lokiName(key), key })),
});

export const where = (filter: LabelFilter): Stage => ({ stage: 'filter', filter });

export const drop = (...labels: readonly LogLabel[]): Stage => ({ stage: 'drop', labels: labels.map(labelName) });

/** Only these labels stay on the line, beside nothing else: fewer labels make fewer streams in the answer. */
export const keep = (...labels: readonly LogLabel[]): Stage => ({ stage: 'keep', labels: labels.map(labelName) });

/** Writes the line anew, by a template of Go. */
export const lineFormat = (goTemplate: string): Stage => ({ stage: 'line_format', template: goTemplate });

/** Writes a label, by a template of Go. */
export const labelFormat = (label: LogLabel, goTemplate: string): Stage => ({
  stage: 'label_format',
  label: labelName(label),
  template: goTemplate,
});
