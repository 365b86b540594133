import type { SyntaxNode } from '@lezer/common';

import type { Span } from './ast.ts';
import { ParseError, UnsupportedError } from './errors.ts';
import { unquote } from './literals.ts';

/** A query as text, seen through the nodes of its syntax tree. */
export class Source {
  constructor(
    private readonly query: string,
    /** What to use for a query that is not supported here. */
    private readonly program: UnsupportedError['program'] = 'Prometheus'
  ) {}

  span({ from, to }: SyntaxNode): Span {
    return { from, to };
  }

  text(node: SyntaxNode): string {
    return this.query.slice(node.from, node.to);
  }

  string(node: SyntaxNode): string {
    const text = unquote(this.text(node));
    return text ?? this.fail(node, 'the string is not closed or has an invalid escape');
  }

  fail(node: SyntaxNode, reason: string): never {
    throw new ParseError(this.query, this.span(node), reason);
  }

  unsupported(node: SyntaxNode, feature: string): never {
    throw new UnsupportedError(this.query, this.span(node), feature, this.program);
  }
}
