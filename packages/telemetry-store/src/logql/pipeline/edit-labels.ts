import type { LabelChoice, LabelFormat } from '../parse/ast.ts';
import type { Template } from '../template/template.ts';
import { TemplateExecutionError } from '../template/value.ts';
import type { LineState } from './line-state.ts';
import { ERROR, ERROR_DETAILS } from './line-state.ts';

const TEMPLATE_ERROR = 'TemplateFormatErr';

/** `| drop a, b="c"`. */
export function dropLabels(line: LineState, choices: readonly LabelChoice[]): void {
  for (const { label, matcher } of choices) {
    const value = line.getWithError(label);
    if (matcher?.matchesValue(value ?? '') === false || (matcher === undefined && value === undefined)) {
      continue;
    }
    if (label === ERROR) {
      line.error = '';
    } else if (label === ERROR_DETAILS) {
      line.errorDetails = '';
    } else {
      line.delete(label);
    }
  }
}

/** `| keep a, b="c"`: all other labels go; an error stays. */
export function keepLabels(line: LineState, choices: readonly LabelChoice[]): void {
  for (const [name, value] of [...line.streamLabels(), ...line.metadataLabels(), ...line.parsedLabels()]) {
    const isKept = choices.some(({ label, matcher }) => label === name && matcher?.matchesValue(value) !== false);
    if (!isKept && name !== ERROR && name !== ERROR_DETAILS) {
      line.delete(name);
    }
  }
}

/** `| label_format a="{{.b}}", c=d`: the templates of one stage do not see each other's results. */
export function formatLabels(line: LineState, formats: readonly LabelFormat[]): void {
  let before: ReadonlyMap<string, string | undefined> | undefined;
  for (const format of formats) {
    if ('from' in format) {
      renameLabel(line, format.label, format.from);
      continue;
    }
    before ??= snapshot(line, formats);
    const labels = before;
    const value = execute(line, format.template, (name) => labels.get(name));
    if (value !== undefined) {
      line.set(format.label, value);
    }
  }
}

function renameLabel(line: LineState, label: string, from: string): void {
  const value = line.get(from);
  if (value !== undefined) {
    line.set(label, value);
    line.delete(from);
  }
}

function snapshot(line: LineState, formats: readonly LabelFormat[]): ReadonlyMap<string, string | undefined> {
  const names = formats.flatMap((format) => ('template' in format ? format.template.fields() : []));
  return new Map(names.map((name) => [name, line.getWithError(name)]));
}

/** `| line_format "{{.message}}"`. */
export function formatLine(line: LineState, template: Template): void {
  line.text = execute(line, template, (name) => line.getWithError(name)) ?? line.text;
}

/** `undefined` where it fails; the line is marked then. */
function execute(line: LineState, template: Template, get: (name: string) => string | undefined): string | undefined {
  try {
    return template.execute({ line: line.text, get });
  } catch (error) {
    if (error instanceof TemplateExecutionError) {
      line.fail(TEMPLATE_ERROR, error.message);
      return undefined;
    }
    throw error;
  }
}

const ANSI =
  /[\u001b\u009b][[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[a-zA-Z\d]*)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PRZcf-ntqry=><~]))/g;

/** `| decolorize`: without the terminal's colours. */
export function decolorize(line: LineState): void {
  line.text = line.text.replace(ANSI, '');
}
