import { FUNCTIONS } from './functions.ts';
import type { TemplateNode } from './parse.ts';
import { parseTemplate } from './parse.ts';
import type { TemplateValue } from './value.ts';
import { TemplateExecutionError, printed } from './value.ts';

/** What a template sees of a line. */
export interface TemplateContext {
  readonly line: string;
  /** The value of a label; `undefined` where it is missing. */
  get(label: string): string | undefined;
}

/** The template of `line_format` or `label_format`: Go's text/template with fields, pipes and functions, no control flow. */
export class Template {
  private readonly parts: ReadonlyArray<string | TemplateNode>;

  /** Throws TemplateError for what Go would refuse, and UnsupportedTemplateError for what only this store does. */
  constructor(readonly source: string) {
    this.parts = parseTemplate(source);
  }

  /** The labels that it reads. */
  fields(): readonly string[] {
    return this.parts.flatMap((part) => (typeof part === 'string' ? [] : fieldsOf(part)));
  }

  /** Throws TemplateExecutionError where a function cannot work on its arguments. A missing label is empty. */
  execute(context: TemplateContext): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : printed(evaluate(part, context)))).join('');
  }
}

function fieldsOf(node: TemplateNode): readonly string[] {
  switch (node.kind) {
    case 'field':
      return [node.name];
    case 'call':
      return node.args.flatMap(fieldsOf);
    case 'value':
    case 'line':
      return [];
  }
}

function evaluate(node: TemplateNode, context: TemplateContext): TemplateValue {
  switch (node.kind) {
    case 'field':
      return context.get(node.name) ?? '';
    case 'value':
      return node.value;
    case 'line':
      return context.line;
    case 'call':
      return call(
        node.name,
        node.args.map((arg) => evaluate(arg, context))
      );
  }
}

function call(name: string, args: readonly TemplateValue[]): TemplateValue {
  try {
    return FUNCTIONS.get(name)?.apply(args) ?? '';
  } catch (error) {
    if (error instanceof RangeError || error instanceof TemplateExecutionError) {
      throw new TemplateExecutionError(`error calling ${name}: ${error.message}`);
    }
    throw error;
  }
}
