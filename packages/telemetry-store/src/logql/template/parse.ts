import { unquote } from '../../promql/parse/literals.ts';
import { FUNCTIONS } from './functions.ts';
import { KNOWN_VERBS, verbsOf } from './printf.ts';
import type { TemplateValue } from './value.ts';

export type TemplateNode =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value'; readonly value: TemplateValue }
  | { readonly kind: 'line' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly TemplateNode[] };

/** A template that is wrong. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** A template that Loki takes and this store does not. */
export class UnsupportedTemplateError extends Error {
  override readonly name = 'UnsupportedTemplateError';

  constructor(readonly feature: string) {
    super(`${feature} is not supported`);
  }
}

const ACTION = /\{\{(?:(-)\s)?((?:"(?:[^"\\]|\\[\s\S])*"|`[^`]*`|(?!\}\})[\s\S])*?)(?:\s(-))?\}\}/y;

/** Literal text and actions in their order. */
export function parseTemplate(source: string): Array<string | TemplateNode> {
  const parts: Array<string | TemplateNode> = [];
  let [index, trimNext] = [0, false];
  while (index < source.length) {
    const open = source.indexOf('{{', index);
    const text = source.slice(index, open < 0 ? undefined : open);
    ACTION.lastIndex = open;
    const action = open < 0 ? null : ACTION.exec(source);
    if (open >= 0 && action === null) {
      throw new TemplateError('unclosed action {{');
    }
    const [whole = '', trimBefore, inside = '', trimAfter] = action ?? [];
    parts.push(trimmed(text, trimNext, trimBefore !== undefined));
    if (action !== null && !/^\s*\/\*[\s\S]*\*\/\s*$/.test(inside)) {
      parts.push(new ActionParser(inside).parse());
    }
    trimNext = trimAfter !== undefined;
    index = open < 0 ? source.length : open + whole.length;
  }
  return parts.filter((part) => part !== '');
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const left = start ? text.trimStart() : text;
  return end ? left.trimEnd() : left;
}

const TOKEN =
  /\s*(?:\.([A-Za-z_]\w*)(?![.\w])|([A-Za-z_]\w*)|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|("(?:[^"\\]|\\[\s\S])*"|`[^`]*`)|([|()]))\s*/y;
const CONTROL = /^(?:if|else|end|range|with|define|template|block|break|continue)$/;

/** Reads what stands between `{{` and `}}`. */
class ActionParser {
  private index = 0;

  constructor(private readonly text: string) {}

  parse(): TemplateNode {
    const node = this.pipeline();
    if (this.index < this.text.length) {
      throw new TemplateError(`unexpected ${JSON.stringify(this.text.slice(this.index))} in {{${this.text}}}`);
    }
    return node;
  }

  private pipeline(): TemplateNode {
    let node = this.command(undefined);
    while (this.skip('|')) {
      node = this.command(node);
    }
    return node;
  }

  /** `piped` is the result of the command before, which becomes the last argument. */
  private command(piped: TemplateNode | undefined): TemplateNode {
    const name = this.functionName();
    const args: TemplateNode[] = [];
    for (let operand = this.operand(); operand !== undefined; operand = this.operand()) {
      args.push(operand);
    }
    if (name !== undefined) {
      return call(name, piped === undefined ? args : [...args, piped]);
    }
    const [only, ...more] = args;
    if (only === undefined) {
      return this.fail();
    }
    if (more.length > 0 || piped !== undefined) {
      throw new TemplateError(`only a function takes arguments, in {{${this.text}}}`);
    }
    return only;
  }

  private functionName(): string | undefined {
    const from = this.index;
    const [, , name] = this.take() ?? [];
    if (name === undefined) {
      this.index = from;
    }
    return name;
  }

  private operand(): TemplateNode | undefined {
    const from = this.index;
    const [, field, name, number, string, mark] = this.take() ?? [];
    if (field !== undefined) {
      return { kind: 'field', name: field };
    }
    if (name !== undefined) {
      return call(name, []);
    }
    if (number !== undefined) {
      return { kind: 'value', value: /^[+-]?\d+$/.test(number) ? BigInt(number.replace('+', '')) : Number(number) };
    }
    if (string !== undefined) {
      return { kind: 'value', value: unquote(string) ?? this.fail() };
    }
    if (mark === '(') {
      const inner = this.pipeline();
      return this.skip(')') ? inner : this.fail();
    }
    this.index = from;
    return undefined;
  }

  private skip(mark: string): boolean {
    const from = this.index;
    const found = this.take()?.[5] === mark;
    this.index = found ? this.index : from;
    return found;
  }

  private take(): RegExpExecArray | undefined {
    TOKEN.lastIndex = this.index;
    const match = TOKEN.exec(this.text);
    this.index = match === null ? this.index : TOKEN.lastIndex;
    return match ?? undefined;
  }

  private fail(): never {
    const rest = this.text.slice(this.index).trim();
    if (/^[$.]/.test(rest)) {
      throw new UnsupportedTemplateError(rest.startsWith('$') ? 'a template variable' : `the template field ${rest}`);
    }
    throw new TemplateError(
      rest === '' ? `a value is missing in {{${this.text}}}` : `unexpected ${JSON.stringify(rest)} in {{${this.text}}}`
    );
  }
}

function call(name: string, args: readonly TemplateNode[]): TemplateNode {
  if (name === '__line__' && args.length === 0) {
    return { kind: 'line' };
  }
  const known = FUNCTIONS.get(name);
  if (known === undefined) {
    throw new UnsupportedTemplateError(CONTROL.test(name) ? `template action ${name}` : `template function ${name}`);
  }
  if (args.length < known.least || args.length > known.most) {
    throw new TemplateError(`wrong number of args for ${name}: want ${known.least}, got ${args.length}`);
  }
  const [format] = args;
  const verb =
    name === 'printf' && format?.kind === 'value'
      ? verbsOf(String(format.value)).find((each) => !KNOWN_VERBS.test(each))
      : undefined;
  if (verb !== undefined) {
    throw new UnsupportedTemplateError(`verb %${verb} of printf`);
  }
  return { kind: 'call', name, args };
}
