import type { Span } from './ast.ts';

/** A query that its language does not allow. `message` names the place, counted from 1, and the text there. */
export class ParseError extends Error {
  override readonly name: string = 'ParseError';

  constructor(
    readonly query: string,
    readonly span: Span,
    readonly reason: string
  ) {
    super(`${position(query, span.from)}: parse error: ${reason}${quote(query, span)}`);
  }
}

/** A query that newer or fuller engines answer and this store does not. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';

  constructor(
    readonly query: string,
    readonly span: Span,
    /** What is not supported, e.g. `function holt_winters`. */
    readonly feature: string,
    /** The program that answers it. */
    readonly program: 'Prometheus' | 'Loki' | 'Tempo' = 'Prometheus'
  ) {
    super(
      `${position(query, span.from)}: ${feature} is not supported by the embedded store; use a real ${program} for it`
    );
  }
}

function position(query: string, index: number): string {
  const before = query.slice(0, index).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function quote(query: string, { from, to }: Span): string {
  const text = query.slice(from, Math.min(to, from + 60));
  return text === '' ? '' : `, at ${JSON.stringify(text)}`;
}
