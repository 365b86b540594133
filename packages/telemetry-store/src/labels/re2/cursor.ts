/** A place in a pattern, moving by code points. */
export class Cursor {
  private index = 0;

  constructor(readonly pattern: string) {}

  get rest(): string {
    return this.pattern.slice(this.index);
  }

  peek(): string | undefined {
    const code = this.pattern.codePointAt(this.index);
    return code === undefined ? undefined : String.fromCodePoint(code);
  }

  next(): string | undefined {
    const char = this.peek();
    this.index += char?.length ?? 0;
    return char;
  }

  /** Passes `text` if it comes next. */
  skip(text: string): boolean {
    const found = this.pattern.startsWith(text, this.index);
    this.index += found ? text.length : 0;
    return found;
  }

  /** Passes what a sticky expression matches here. */
  take(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.index;
    const match = sticky.exec(this.pattern);
    this.index += match?.[0].length ?? 0;
    return match ?? undefined;
  }
}
