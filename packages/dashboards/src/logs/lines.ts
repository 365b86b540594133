import { logql, template, type LogExpr } from '@dynamo-observability/query';
import type { LogKeyName } from '@dynamo-observability/signals';

import { chosenStreams, componentLabel } from './streams.ts';

const { drop, dropErrors, either, json, labelFormat, lineFormat, lineMatches, logs, made, matches, pipe, where } =
  logql;

/**
 * The text that the reader types, as a pattern that matches just it. Grafana escapes what a pattern would read; a backtick ends the
 * quotes, so the app writes it as a code, while exported dashboards say that the query does not parse.
 */
const ofText = lineMatches(template('`(?i)${text:regex}`'));

const ofLevel = where(matches('detected_level', template('"${level:pipe}"')));

/** A part of an id matches anywhere in it; nothing typed also matches lines without ids. */
const idPart = template('`.*${request:regex}.*`');
const ofRequest = where(
  either(matches('trace_id', idPart), matches('request_id', idPart), matches('x_request_id', idPart))
);

/** Every line of the chosen streams that holds the text. */
export const everyLine: LogExpr = logs(chosenStreams(), ofText);

/** The same of the chosen levels. */
export const chosenLines: LogExpr = pipe(everyLine, ofLevel);

/** What `detected_level` says of lines that want attention. */
export const levels = {
  error: 'error|critical|fatal',
  warning: 'warn|warning',
} as const;

export const linesOfLevel = (pattern: string): LogExpr => pipe(everyLine, where(matches('detected_level', pattern)));

/**
 * Lines that are no JSON, where the others are: a record sent over OTLP is its message alone, and is known by the module that wrote
 * it (`scope_name`).
 */
const collected = where(logql.is('scope_name', ''));
export const collectedLines: LogExpr = pipe(everyLine, collected);
export const notJson: LogExpr = logs(chosenStreams(), logql.lineMatchesNot('^[{]'), ofText, collected);

/** The module that wrote a line: of Python its own, else that of Rust, which OTLP calls the scope. */
const writer = '{{ default (default .scope_name .target) .log_target }}';

/** A field with a word around it, and nothing where the line has no such field. */
const field = (name: LogKeyName, written: string) => `{{ regexReplaceAll "(?s)^(.+)$" .${name} " ${written}" }}`;

/** For reading: who, what, and the fields that tell requests apart. @param from the label that names the component. */
const sentence = (from: string) =>
  [
    `{{ .${from} }} | {{ default __line__ .message }}`,
    field('model', '$1'),
    field('status', '$1'),
    field('error_type', '$1'),
    field('error_detail', '($1)'),
    field('elapsed_ms', 'after $1 ms'),
    field('ttft_ms', 'TTFT $1 ms'),
    field('worker_id', '$1'),
  ].join('');

/** What the sentence needs, and what one wants to know of a line in its details. */
const readKeys = [
  ...(['message', 'target', 'log.target', 'trace_id', 'request_id', 'x_request_id', 'model', 'status'] as const),
  ...(['elapsed_ms', 'ttft_ms', 'error_type', 'error_detail', 'worker_id', 'instance_id'] as const),
] as const satisfies readonly LogKeyName[];

const asSentence = (from: string) => [lineFormat(sentence(from)), drop('message'), dropErrors] as const;

/**
 * Log lines as sentences, with what one wants to know of each in its details; what is no JSON stays as it is.
 * @param streams where the lines come from: the label of the first matcher names their component.
 */
export function readable(lines: LogExpr, [first]: readonly logql.StreamMatcher[]): LogExpr {
  const { label } = first ?? { label: componentLabel };
  return pipe(lines, json(...readKeys), ...asSentence(typeof label === 'string' ? label : label.template));
}

/** The lines that the reader has chosen, for reading. */
export const readableLines: LogExpr = pipe(
  chosenLines,
  json(...readKeys),
  ofRequest,
  ...asSentence(componentLabel.template)
);

/** Ids, numbers, and what follows a line break: what differs between lines that say the same. */
const variableParts = '(?s)\\n.*|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|0x[0-9a-fA-F]+|[0-9]+';

/** Labels that lines saying the same have in common: who says it, where in the program, and what, with a mark for what differs. */
export const component = made('from');
export const module = made('module');
export const shape = made('shape');
export const shaped = (lines: LogExpr): LogExpr =>
  pipe(
    lines,
    json('message', 'target', 'log.target'),
    labelFormat(shape, `{{ regexReplaceAll "${variableParts}" (default __line__ .message) "#" | trunc 160 }}`),
    labelFormat(module, writer),
    labelFormat(component, `{{ .${componentLabel.template} }}`),
    dropErrors
  );

const ofModel = where(matches('model', template('"$model"')));

/** The lines that end requests, of the chosen models; for figures that stand beside those from metrics. */
export const completed: LogExpr = pipe(logql.completedRequests(chosenStreams()), ofModel);

/** The same for lists, which also follow the text and the id. */
export const listedRequests = (keys: readonly LogKeyName[]): LogExpr =>
  pipe(
    logql.completedRequests(chosenStreams(), {
      keys: [...keys, 'model', 'trace_id', 'request_id', 'x_request_id'],
      lines: [ofText],
    }),
    ofModel,
    ofRequest
  );
