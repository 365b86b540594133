import type { Aggregation, Binary, Call, Expr } from './ast.ts';
import { COMPARISON, SET_OPERATORS } from './ast.ts';
import { ParseError } from './errors.ts';
import { signatureOf } from './functions.ts';
import type { ValueType } from './value-type.ts';

/** The type of an expression's value. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
    case 'aggregation':
      return 'vector';
    case 'range':
    case 'subquery':
      return 'matrix';
    case 'call':
      return signatureOf(expr.name).returns;
    case 'unary':
    case 'paren':
      return typeOf(expr.expr);
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

/** Checks what the grammar cannot: number and types of arguments, and which modifiers go together. Throws ParseError. */
export function checkTypes(query: string, expr: Expr): void {
  new TypeCheck(query).check(expr);
}

class TypeCheck {
  constructor(private readonly query: string) {}

  check(expr: Expr): void {
    switch (expr.kind) {
      case 'paren':
        return this.check(expr.expr);
      case 'unary':
        this.check(expr.expr);
        return this.expect(expr.expr, ['scalar', 'vector'], 'unary expression');
      case 'subquery':
        this.check(expr.expr);
        return this.expect(expr.expr, ['vector'], 'subquery');
      case 'call':
        return this.checkCall(expr);
      case 'aggregation':
        return this.checkAggregation(expr);
      case 'binary':
        return this.checkBinary(expr);
      case 'number':
      case 'string':
      case 'selector':
      case 'range':
    }
  }

  private checkCall(call: Call): void {
    const { args, optional = 0, repeated } = signatureOf(call.name);
    const [least, most] = [args.length - optional, repeated === true ? Infinity : args.length];
    if (call.args.length < least || call.args.length > most) {
      const wanted = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
      this.fail(
        call,
        `expected ${wanted} argument(s) in call to ${JSON.stringify(call.name)}, got ${call.args.length}`
      );
    }
    call.args.forEach((arg, index) => {
      this.check(arg);
      const type = args[Math.min(index, args.length - 1)];
      this.expect(arg, type === undefined ? [] : [type], `call to function ${JSON.stringify(call.name)}`);
    });
  }

  private checkAggregation(aggregation: Aggregation): void {
    const { name, parameter, expr } = aggregation;
    this.check(expr);
    this.expect(expr, ['vector'], `aggregation ${name}`);
    if (parameter !== undefined) {
      this.check(parameter);
      this.expect(parameter, [name === 'count_values' ? 'string' : 'scalar'], `parameter of ${name}`);
    }
  }

  private checkBinary(binary: Binary): void {
    const { operator, left, right, bool, matching } = binary;
    for (const operand of [left, right]) {
      this.check(operand);
      this.expect(operand, ['scalar', 'vector'], 'binary expression');
    }
    const scalars = [left, right].filter((operand) => typeOf(operand) === 'scalar').length;
    const isSet = SET_OPERATORS.some((set) => set === operator);
    const isComparison = COMPARISON.some((comparison) => comparison === operator);
    if (isSet && scalars > 0) {
      this.fail(binary, `set operator ${operator} not allowed in binary scalar expression`);
    }
    if (isComparison && scalars === 2 && !bool) {
      this.fail(binary, 'comparisons between scalars must use the bool modifier');
    }
    if (bool && !isComparison) {
      this.fail(binary, 'bool modifier can only be used on comparison operators');
    }
    if (matching === undefined) {
      return;
    }
    if (scalars > 0) {
      this.fail(binary, 'vector matching only allowed between instant vectors');
    }
    if (isSet && matching.group !== 'one-to-one') {
      this.fail(binary, `no grouping allowed for ${operator} operation`);
    }
    const twice = matching.on ? matching.include.find((label) => matching.labels.includes(label)) : undefined;
    if (twice !== undefined) {
      this.fail(binary, `label ${JSON.stringify(twice)} must not occur in ON and GROUP clause at once`);
    }
  }

  private expect(expr: Expr, allowed: readonly ValueType[], place: string): void {
    const type = typeOf(expr);
    if (!allowed.includes(type)) {
      this.fail(expr, `expected type ${allowed.map(spoken).join(' or ')} in ${place}, got ${spoken(type)}`);
    }
  }

  private fail(expr: Expr, reason: string): never {
    throw new ParseError(this.query, expr, reason);
  }
}

function spoken(type: ValueType): string {
  return type === 'vector' ? 'instant vector' : type === 'matrix' ? 'range vector' : type;
}
