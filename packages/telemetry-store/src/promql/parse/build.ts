import type { SyntaxNode } from '@lezer/common';

import type { AggregationName, At, BinaryOperator, Expr, VectorMatching } from './ast.ts';
import { AGGREGATIONS, ARITHMETIC, COMPARISON, SET_OPERATORS } from './ast.ts';
import { isFunctionName } from './functions.ts';
import { parseDurationMs, parseNumberText } from './literals.ts';
import { withAt, withOffset, withRange, withSubquery } from './postfix.ts';
import { buildSelector } from './selector.ts';
import { Source } from './source.ts';

const OPERATORS: readonly string[] = [...ARITHMETIC, ...COMPARISON, ...SET_OPERATORS];

/** Turns the syntax tree of the lezer grammar into our own; the grammar accepts more than Prometheus 2.42 does. */
export class Builder {
  private readonly source: Source;

  constructor(private readonly query: string) {
    this.source = new Source(query);
  }

  expr(node: SyntaxNode): Expr {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { kind: 'number', value: this.signedNumber(node), ...this.source.span(node) };
      case 'StringLiteral':
        return { kind: 'string', value: this.source.string(node), ...this.source.span(node) };
      case 'VectorSelector':
        return buildSelector(this.source, node);
      case 'MatrixSelector':
        return withRange(this.query, this.only(node), this.duration(node, 0), this.source.span(node));
      case 'SubqueryExpr':
        return this.subquery(node);
      case 'OffsetExpr':
        return withOffset(
          this.query,
          this.only(node),
          this.offset(node.getChild('OffsetDurationExpr'), node),
          this.source.span(node)
        );
      case 'StepInvariantExpr':
        return withAt(this.query, this.only(node), this.at(node), this.source.span(node));
      case 'ParenExpr':
        return { kind: 'paren', expr: this.only(node), ...this.source.span(node) };
      case 'UnaryExpr':
        return {
          kind: 'unary',
          operator: this.source.text(node).startsWith('-') ? '-' : '+',
          expr: this.only(node),
          ...this.source.span(node),
        };
      case 'FunctionCall':
        return this.call(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.binary(node);
      default:
        return this.source.unsupported(node, `${node.name.replace(/Expr$/, '').toLowerCase()} modifier`);
    }
  }

  private operands(node: SyntaxNode): Expr[] {
    return node.getChildren('Expr').map((child) => this.expr(child));
  }

  private only(node: SyntaxNode): Expr {
    const [operand] = this.operands(node);
    return operand ?? this.source.fail(node, 'an expression is missing');
  }

  private signedNumber(node: SyntaxNode): number {
    const [, sign, digits = ''] = /^([+-]?)\s*(.*)$/s.exec(this.source.text(node)) ?? [];
    const value = parseNumberText(digits);
    if (value === undefined) {
      return parseDurationMs(digits) === undefined
        ? this.source.unsupported(node, `the number ${digits}`)
        : this.source.unsupported(node, 'a duration as a number');
    }
    return sign === '-' ? -value : value;
  }

  private duration(node: SyntaxNode, index: number): number {
    const duration = node.getChildren('DurationExpr')[index];
    const milliseconds = duration === undefined ? undefined : parseDurationMs(this.source.text(duration));
    if (duration === undefined || milliseconds === undefined) {
      return this.source.unsupported(duration ?? node, 'a duration without a unit or with arithmetic');
    }
    return milliseconds > 0 ? milliseconds : this.source.fail(duration, 'duration must be greater than 0');
  }

  private subquery(node: SyntaxNode): Expr {
    const hasStep = node.getChildren('DurationExpr').length > 1;
    const window = { rangeMs: this.duration(node, 0), stepMs: hasStep ? this.duration(node, 1) : undefined };
    return withSubquery(this.only(node), window, this.source.span(node));
  }

  private offset(node: SyntaxNode | null, parent: SyntaxNode): number {
    if (node === null) {
      return this.source.fail(parent, 'offset needs a duration');
    }
    const inner = node.getChild('OffsetDurationExpr');
    if (inner !== null) {
      const value = this.offset(inner, node);
      return this.source.text(node).startsWith('-') ? -value : value;
    }
    return (
      parseDurationMs(this.source.text(node)) ??
      this.source.unsupported(node, 'a duration without a unit or with arithmetic')
    );
  }

  private at(node: SyntaxNode): At {
    const preprocessor = node.getChild('AtModifierPreprocessors');
    if (preprocessor !== null) {
      return this.source.text(preprocessor) === 'start' ? 'start' : 'end';
    }
    const literals = node.getChildren('NumberDurationLiteral');
    const literal = literals.at(-1) ?? this.source.fail(node, '@ needs a time');
    const seconds = this.signedNumber(literal);
    if (!Number.isFinite(seconds) || Math.abs(seconds) > 9.2e15) {
      return this.source.fail(literal, 'timestamp out of bounds for @ modifier');
    }
    return Math.round(seconds * 1000);
  }

  private call(node: SyntaxNode): Expr {
    const identifier = node.getChild('FunctionIdentifier') ?? this.source.fail(node, 'a function name is missing');
    const name = this.source.text(identifier);
    if (!isFunctionName(name)) {
      return this.source.unsupported(identifier, `function ${name}`);
    }
    return { kind: 'call', name, args: this.args(node), ...this.source.span(node) };
  }

  private args(node: SyntaxNode): Expr[] {
    const body = node.getChild('FunctionCallBody') ?? this.source.fail(node, 'arguments are missing');
    return this.operands(body);
  }

  private aggregation(node: SyntaxNode): Expr {
    const operator = node.getChild('AggregateOp') ?? this.source.fail(node, 'an aggregation is missing');
    const word = this.source.text(operator).toLowerCase();
    const name =
      AGGREGATIONS.find((candidate) => candidate === word) ?? this.source.unsupported(operator, `aggregation ${word}`);
    const modifier = node.getChild('AggregateModifier');
    const [first, second, ...more] = this.args(node);
    const expected = takesParameter(name) ? 2 : 1;
    const given = [first, second, ...more].filter((arg) => arg !== undefined).length;
    const expr = expected === 2 ? second : first;
    if (given !== expected || expr === undefined) {
      return this.source.fail(node, `wrong number of arguments for ${name}: expected ${expected}, got ${given}`);
    }
    return {
      kind: 'aggregation',
      name,
      parameter: expected === 2 ? first : undefined,
      expr,
      without: modifier?.getChild('Without') != null,
      labels: modifier === null ? [] : this.groupingLabels(modifier, 0),
      ...this.source.span(node),
    };
  }

  private groupingLabels(node: SyntaxNode, index: number): string[] {
    const labels = node.getChildren('GroupingLabels')[index];
    const quoted = labels?.getChild('QuotedLabelName');
    if (quoted != null) {
      return this.source.unsupported(quoted, 'a quoted label name');
    }
    return labels?.getChildren('LabelName').map((label) => this.source.text(label)) ?? [];
  }

  private binary(node: SyntaxNode): Expr {
    const [left, right] = this.operands(node);
    const operatorNode = node.firstChild?.nextSibling ?? this.source.fail(node, 'an operator is missing');
    const word = this.source.text(operatorNode).toLowerCase();
    const operator = OPERATORS.find((candidate): candidate is BinaryOperator => candidate === word);
    if (operator === undefined) {
      return this.source.unsupported(operatorNode, `operator ${word}`);
    }
    const fill = node.getChild('FillModifier');
    if (fill !== null) {
      return this.source.unsupported(fill, 'fill modifier');
    }
    if (left === undefined || right === undefined) {
      return this.source.fail(node, 'an operand is missing');
    }
    const bool = node.getChild('BoolModifier') !== null;
    return negatedPower({
      kind: 'binary',
      operator,
      left,
      right,
      bool,
      matching: this.matching(node),
      ...this.source.span(node),
    });
  }

  private matching(node: SyntaxNode): VectorMatching | undefined {
    const clause = node.getChild('MatchingModifierClause');
    if (clause === null) {
      return undefined;
    }
    const many = clause.getChild('GroupLeft') !== null;
    const group = many ? 'many-to-one' : clause.getChild('GroupRight') !== null ? 'one-to-many' : 'one-to-one';
    const on = clause.getChild('On') !== null;
    return { on, labels: this.groupingLabels(clause, 0), group, include: this.groupingLabels(clause, 1) };
  }
}

function takesParameter(name: AggregationName): boolean {
  return name === 'topk' || name === 'bottomk' || name === 'quantile' || name === 'count_values';
}

/** The grammar reads `-1^2` as `(-1)^2`; in PromQL the power binds tighter than the sign. */
function negatedPower(binary: Extract<Expr, { kind: 'binary' }>): Expr {
  const { left, operator, from, to } = binary;
  if (operator !== '^' || left.kind !== 'number' || !(left.value < 0 || Object.is(left.value, -0))) {
    return binary;
  }
  return { kind: 'unary', operator: '-', expr: { ...binary, left: { ...left, value: -left.value } }, from, to };
}
