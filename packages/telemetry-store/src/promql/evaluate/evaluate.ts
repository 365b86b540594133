import type { Expr, Unary } from '../parse/ast.ts';
import { aggregate } from './aggregate/aggregate.ts';
import { evaluateBinary } from './binary/binary.ts';
import type { Evaluation, QueryScope } from './evaluation.ts';
import { IMPLEMENTATIONS } from './functions/table.ts';
import { evaluateSelector } from './selectors/instant.ts';
import type { Steps } from './steps.ts';
import type { StepSeries, Value } from './value.ts';
import { refuseSameLabels, vectorOf } from './value.ts';

/** Evaluates a checked expression at every step. Throws EvaluationError where the data do not allow an answer. */
export class StepEvaluation implements Evaluation {
  constructor(
    readonly steps: Steps,
    readonly scope: QueryScope
  ) {}

  value(expr: Expr): Value {
    switch (expr.kind) {
      case 'number':
        return { type: 'scalar', values: new Float64Array(this.steps.count).fill(expr.value) };
      case 'string':
        return { type: 'string', text: expr.value };
      case 'paren':
        return this.value(expr.expr);
      case 'selector':
        return vectorOf(evaluateSelector(expr, this, 'value'));
      case 'call':
        return IMPLEMENTATIONS[expr.name](expr, this);
      case 'aggregation':
        return vectorOf(aggregate(expr, this));
      case 'binary':
        return evaluateBinary(expr, this);
      case 'unary':
        return this.unary(expr);
      case 'range':
      case 'subquery':
        throw mistyped('a range vector cannot be evaluated by steps');
    }
  }

  vector(expr: Expr): readonly StepSeries[] {
    const value = this.value(expr);
    return value.type === 'vector' ? value.series : fail(`expected an instant vector, got ${value.type}`);
  }

  scalar(expr: Expr): Float64Array {
    const value = this.value(expr);
    return value.type === 'scalar' ? value.values : fail(`expected a scalar, got ${value.type}`);
  }

  text(expr: Expr): string {
    const value = this.value(expr);
    return value.type === 'string' ? value.text : fail(`expected a string, got ${value.type}`);
  }

  over(steps: Steps): Evaluation {
    return new StepEvaluation(steps, this.scope);
  }

  private unary({ operator, expr }: Unary): Value {
    const value = this.value(expr);
    if (operator === '+' || value.type === 'string') {
      return value;
    }
    if (value.type === 'scalar') {
      return { type: 'scalar', values: value.values.map((each) => -each) };
    }
    const negated = value.series.map(({ labels, values, present }) => ({
      labels: labels.withoutMetricName(),
      values: values.map((each) => -each),
      present,
    }));
    return vectorOf(refuseSameLabels(negated));
  }
}

/** The type check ran before, so this is a mistake in this package, not in the query. */
function mistyped(message: string): Error {
  return new Error(`type check is incomplete: ${message}`);
}

function fail(message: string): never {
  throw mistyped(message);
}
