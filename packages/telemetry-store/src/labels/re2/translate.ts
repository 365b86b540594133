import { RegexError } from '../regex-error.ts';
import { readCharacterClass } from './character-class.ts';
import { Cursor } from './cursor.ts';
import { escapeLiteral, readEscape } from './escapes.ts';

const MAX_REPEAT = 1000;

/** A pattern in JavaScript's syntax; `flags` always holds `u`. */
export interface JavaScriptPattern {
  readonly source: string;
  readonly flags: string;
}

/**
 * Translates RE2 syntax (github.com/google/re2/wiki/Syntax) into JavaScript's.
 * Throws RegexError for what RE2 rejects (look-around, back-references) and for what has no equal here
 * (flags other than a leading `(?i)`, `(?s)`, `(?is)`).
 */
export function translateRe2(pattern: string): JavaScriptPattern {
  return new Translation(pattern).run();
}

class Translation {
  private readonly cursor: Cursor;
  private readonly any: string;
  private readonly flags: string;
  private source = '';
  private depth = 0;
  /** Whether something precedes that an operator may repeat. */
  private repeatable = false;

  constructor(pattern: string) {
    this.cursor = new Cursor(pattern);
    const leading = this.cursor.take(/\(\?([is]+)\)/y)?.[1] ?? '';
    this.any = leading.includes('s') ? '[\\s\\S]' : '[^\\n]';
    this.flags = leading.includes('i') ? 'iu' : 'u';
  }

  run(): JavaScriptPattern {
    for (let char = this.cursor.next(); char !== undefined; char = this.cursor.next()) {
      this.element(char);
    }
    if (this.depth > 0) {
      this.fail('missing closing )');
    }
    return { source: this.source, flags: this.flags };
  }

  private element(char: string): void {
    switch (char) {
      case '\\':
        return this.escape();
      case '[':
        return this.emit(readCharacterClass(this.cursor));
      case '(':
        return this.open();
      case ')':
        return this.close();
      case '|':
        this.source += '|';
        this.repeatable = false;
        return;
      case '.':
        return this.emit(this.any);
      case '^':
      case '$':
        // Wrapped, because RE2 lets an assertion be repeated and JavaScript does not.
        return this.emit(`(?:${char})`);
      case '*':
      case '+':
      case '?':
        return this.repeat(char);
      case '{':
        return this.brace();
      default:
        return this.emit(escapeLiteral(char));
    }
  }

  private emit(text: string): void {
    this.source += text;
    this.repeatable = true;
  }

  private escape(): void {
    const assertion = this.cursor.take(/[AzbB]/y)?.[0];
    if (assertion !== undefined) {
      return this.emit(`(?:${assertion === 'A' ? '^' : assertion === 'z' ? '$' : `\\${assertion}`})`);
    }
    const quoted = this.cursor.take(/Q([\s\S]*?)(?:\\E|$)/y);
    if (quoted !== undefined) {
      for (const char of quoted[1] ?? '') {
        this.emit(escapeLiteral(char));
      }
      return;
    }
    const escape = readEscape(this.cursor);
    this.emit(escape.kind === 'literal' ? escapeLiteral(escape.char) : `[${escape.inside}]`);
  }

  private open(): void {
    this.depth++;
    this.repeatable = false;
    const named = this.cursor.take(/\?P?<([A-Za-z_]\w*)>/y);
    if (named !== undefined) {
      this.source += `(?<${named[1] ?? ''}>`;
    } else if (this.cursor.skip('?:')) {
      this.source += '(?:';
    } else if (this.cursor.peek() === '?') {
      const kind = this.cursor.rest.slice(0, 3);
      this.fail(`(${kind} is not supported; flags may only lead, as (?i) or (?s), and RE2 has no look-around`);
    } else {
      this.source += '(';
    }
  }

  private close(): void {
    if (this.depth === 0) {
      this.fail('unexpected )');
    }
    this.depth--;
    this.emit(')');
  }

  private brace(): void {
    const counts = this.cursor.take(/(\d+)(?:,(\d*))?\}/y);
    if (counts === undefined) {
      return this.emit(escapeLiteral('{'));
    }
    const low = Number(counts[1]);
    const high = Number(counts[2] || low);
    if (low > MAX_REPEAT || high > MAX_REPEAT || high < low) {
      this.fail(`invalid repeat count {${counts[0]}`);
    }
    this.repeat(`{${counts[0]}`);
  }

  private repeat(operator: string): void {
    if (!this.repeatable) {
      this.fail(`nothing to repeat before ${operator}`);
    }
    this.source += operator + (this.cursor.skip('?') ? '?' : '');
    // RE2 does not stack repetitions.
    this.repeatable = false;
  }

  private fail(reason: string): never {
    throw new RegexError(this.cursor.pattern, reason);
  }
}
