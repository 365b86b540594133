import type { Parser } from '@lezer/common';

/** Where a query does not parse; the text around it. Grammar only: arity and types are not looked at (toolchain.md 6). */
export function parseErrors(parser: Parser, query: string): readonly string[] {
  if (query.trim() === '') {
    return ['the query is empty'];
  }
  const errors: string[] = [];
  parser.parse(query).iterate({
    enter: (node) => {
      if (node.type.isError) {
        const [before, after] = [
          query.slice(Math.max(0, node.from - 30), node.from),
          query.slice(node.from, node.from + 30),
        ];
        errors.push(`at character ${node.from}: "${before}" here "${after}"`);
      }
    },
  });
  return errors;
}
