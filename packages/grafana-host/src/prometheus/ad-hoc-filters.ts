import { parser } from '@prometheus-io/lezer-promql';

/** A filter that a reader of a page adds: a label, one of PromQL's operators, a text. */
export interface LabelFilter {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/**
 * PromQL with filters in each of its selectors, as Grafana's Prometheus data source writes them. What is a pattern is taken for the
 * text that was chosen.
 */
export function withFilters(expr: string, filters: readonly LabelFilter[]): string {
  const matchers = filters.map(printFilter).join(',');
  if (matchers === '') {
    return expr;
  }
  return insertionsIn(expr).reduceRight((text, { at, hasBraces, isEmpty }) => {
    const inserted = hasBraces ? (isEmpty ? matchers : `,${matchers}`) : `{${matchers}}`;
    return text.slice(0, at) + inserted + text.slice(at);
  }, expr);
}

interface Insertion {
  readonly at: number;
  readonly hasBraces: boolean;
  readonly isEmpty: boolean;
}

/** Before the closing brace of each selector, or behind its name. */
function insertionsIn(expr: string): readonly Insertion[] {
  const found: Insertion[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') {
        return;
      }
      const braces = node.getChild('LabelMatchers');
      const inside = braces === null ? '' : expr.slice(braces.from + 1, braces.to - 1).trim();
      found.push(
        braces === null
          ? { at: node.to, hasBraces: false, isEmpty: true }
          : { at: braces.to - 1, hasBraces: true, isEmpty: inside === '' || inside.endsWith(',') }
      );
    },
  });
  return found;
}

function printFilter({ key, operator, value }: LabelFilter): string {
  const isPattern = operator === '=~' || operator === '!~';
  const text = isPattern ? value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : value;
  return `${key}${operator}"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
