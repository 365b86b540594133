import type { SyntaxNode } from '@lezer/common';

import { RegexError } from '../../labels/regex-error.ts';
import { compileUnanchored } from '../../labels/regex.ts';
import type { Source } from '../../promql/parse/source.ts';
import { CapturePattern, PatternError } from '../pipeline/capture-pattern.ts';
import { parseJsonPath } from '../pipeline/json-path.ts';
import type { LineOperator } from '../pipeline/line-matcher.ts';
import { LineMatcher } from '../pipeline/line-matcher.ts';
import { TemplateError, UnsupportedTemplateError } from '../template/parse.ts';
import { Template } from '../template/template.ts';
import type { LabelChoice, LabelFormat, Stage } from './ast.ts';
import { buildLabelFilter, buildMatcher } from './label-filter.ts';
import { children, descendants, leaves } from './nodes.ts';

const LINE_OPERATORS: readonly LineOperator[] = ['|=', '!=', '|~', '!~'];

/** Reads one `PipelineStage`; a row of line filters makes several stages. */
export function buildStages(source: Source, node: SyntaxNode): readonly Stage[] {
  const stage = node.lastChild ?? source.fail(node, 'a stage is missing');
  return stage.name === 'LineFilters' ? lineFilters(source, stage) : [buildStage(source, stage)];
}

function buildStage(source: Source, node: SyntaxNode): Stage {
  switch (node.name) {
    case 'LabelFilter':
      return { kind: 'label-filter', filter: buildLabelFilter(source, node) };
    case 'LabelParser':
      return labelParser(source, node);
    case 'JsonExpressionParser':
      return {
        kind: 'json-fields',
        fields: extractions(
          source,
          node,
          (literal, text) =>
            parseJsonPath(text) ?? source.fail(literal, 'this is no path in JSON, such as a.b or ["a.b"]')
        ).map(([label, path]) => ({ label, path })),
      };
    case 'LogfmtParser': {
      const flags = flagsOf(source, node);
      return { kind: 'logfmt', strict: flags.includes('--strict'), keepEmpty: flags.includes('--keep-empty') };
    }
    case 'LogfmtExpressionParser': {
      const fields = extractions(source, node, (_, text) => text).map(([label, key]) => ({ label, key }));
      return { kind: 'logfmt-fields', strict: flagsOf(source, node).includes('--strict'), fields };
    }
    case 'LineFormatExpr':
      return { kind: 'line-format', template: template(source, stringOf(source, node)) };
    case 'LabelFormatExpr':
      return { kind: 'label-format', formats: labelFormats(source, node) };
    case 'DropLabelsExpr':
      return { kind: 'drop', choices: descendants(node, 'DropLabel').map((child) => choice(source, child)) };
    case 'KeepLabelsExpr':
      return { kind: 'keep', choices: descendants(node, 'KeepLabel').map((child) => choice(source, child)) };
    case 'DecolorizeExpr':
      return { kind: 'decolorize' };
    default:
      return source.unsupported(node, `stage ${source.text(node)}`);
  }
}

/** The grammar hangs `or` texts in several places, so the tokens are read in their order. */
function lineFilters(source: Source, node: SyntaxNode): Stage[] {
  const filters: Array<{ operator: SyntaxNode; texts: SyntaxNode[] }> = [];
  for (const leaf of leaves(node)) {
    if (leaf.name === 'String') {
      filters.at(-1)?.texts.push(leaf);
    } else if (leaf.name === 'Ip') {
      return source.unsupported(leaf, 'a line filter by ip()');
    } else if (leaf.name !== 'Or') {
      filters.push({ operator: leaf, texts: [] });
    }
  }
  return filters.map(({ operator, texts }) => ({ kind: 'line-filter', matcher: lineMatcher(source, operator, texts) }));
}

function lineMatcher(source: Source, operatorNode: SyntaxNode, texts: readonly SyntaxNode[]): LineMatcher {
  const word = source.text(operatorNode);
  const operator =
    LINE_OPERATORS.find((candidate) => candidate === word) ?? source.unsupported(operatorNode, `line filter ${word}`);
  return translateErrors(
    source,
    texts[0] ?? operatorNode,
    () =>
      new LineMatcher(
        operator,
        texts.map((text) => source.string(text))
      )
  );
}

function labelParser(source: Source, node: SyntaxNode): Stage {
  const [keyword] = children(node);
  switch (keyword?.name) {
    case 'Json':
      return { kind: 'json' };
    case 'Regexp': {
      const literal = stringOf(source, node);
      const regex = translateErrors(source, literal, () => compileUnanchored(source.string(literal)));
      return /\(\?P?<[A-Za-z_]/.test(source.string(literal))
        ? { kind: 'regexp', regex }
        : source.fail(literal, 'at least one named capture must be supplied, such as (?P<path>.*)');
    }
    case 'Pattern': {
      const literal = stringOf(source, node);
      return {
        kind: 'pattern',
        pattern: translateErrors(source, literal, () => new CapturePattern(source.string(literal))),
      };
    }
    default:
      return source.unsupported(node, `parser ${source.text(node)}`);
  }
}

/** `label` alone, or `label="expression"`. */
function extractions<T>(
  source: Source,
  node: SyntaxNode,
  read: (literal: SyntaxNode, text: string) => T
): Array<readonly [label: string, T]> {
  return descendants(node, 'LabelExtractionExpression').map((child) => {
    const label = child.getChild('Identifier') ?? source.fail(child, 'a label is missing');
    const literal = child.getChild('String');
    return [
      source.text(label),
      literal === null ? read(label, source.text(label)) : read(literal, source.string(literal)),
    ];
  });
}

function flagsOf(source: Source, node: SyntaxNode): string[] {
  return descendants(node, 'ParserFlag').map((flag) => source.text(flag));
}

function labelFormats(source: Source, node: SyntaxNode): LabelFormat[] {
  const seen = new Set<string>();
  return descendants(node, 'LabelFormatMatcher').map((child) => {
    const [labelNode, from] = child.getChildren('Identifier');
    const label = labelNode === undefined ? source.fail(child, 'a label is missing') : source.text(labelNode);
    if (label === '__error__' || seen.has(label)) {
      return source.fail(
        child,
        seen.has(label) ? `label ${label} is formatted twice in one stage` : '__error__ cannot be formatted'
      );
    }
    seen.add(label);
    return from === undefined
      ? { label, template: template(source, stringOf(source, child)) }
      : { label, from: source.text(from) };
  });
}

function choice(source: Source, node: SyntaxNode): LabelChoice {
  const matcherNode = node.getChild('Matcher');
  if (matcherNode !== null) {
    const matcher = buildMatcher(source, matcherNode);
    return { label: matcher.name, matcher };
  }
  return { label: source.text(node), matcher: undefined };
}

function stringOf(source: Source, node: SyntaxNode): SyntaxNode {
  return node.getChild('String') ?? source.fail(node, 'a text is missing');
}

function template(source: Source, literal: SyntaxNode): Template {
  return translateErrors(source, literal, () => new Template(source.string(literal)));
}

/** Mistakes inside a text are told with the place of the text. */
function translateErrors<T>(source: Source, literal: SyntaxNode, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof UnsupportedTemplateError) {
      return source.unsupported(literal, error.feature);
    }
    if (error instanceof RegexError || error instanceof PatternError || error instanceof TemplateError) {
      return source.fail(literal, error.message);
    }
    throw error;
  }
}
