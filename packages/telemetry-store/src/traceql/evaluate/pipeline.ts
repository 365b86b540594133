import type { Span, Trace } from '../../traces/trace.ts';
import type { FieldExpression, Group, SpansetExpression, SpansetOperation, Stage } from '../parse/ast.ts';
import { printExpression } from '../print.ts';
import type { Value } from '../value.ts';
import { compileScalarFilter } from './aggregate.ts';
import { TraceqlEvaluationError } from './evaluation-error.ts';
import { compile, isTrue } from './expression.ts';
import type { Spanset } from './spanset.ts';
import { relate } from './structure.ts';
import type { View } from './view.ts';

/** What a pipeline makes of the spansets of one trace; an empty list where the trace does not match. */
type Transform = (spansets: readonly Spanset[]) => readonly Spanset[];

/** The stages of a query as one function over a trace. */
export function compilePipeline(stages: readonly Stage[], view: View): (trace: Trace) => readonly Spanset[] {
  const transform = chain(stages, view);
  return ({ spans }) => transform([{ spans, attributes: [] }]);
}

function chain(stages: readonly Stage[], view: View): Transform {
  const transforms = stages.map((stage) => compileStage(stage, view));
  return (spansets) => {
    let current = spansets;
    for (const transform of transforms) {
      if (current.length === 0) {
        break;
      }
      current = transform(current);
    }
    return current;
  };
}

function compileStage(stage: Stage, view: View): Transform {
  switch (stage.kind) {
    case 'filter':
    case 'operation':
    case 'pipeline':
      return compileSpansets(stage, view);
    case 'scalar':
      return compileScalarFilter(stage, view);
    case 'group':
      return compileGroup(stage, view);
    case 'coalesce':
      return (spansets) => [{ spans: spansOf(spansets), attributes: [] }];
    case 'select':
      // Chooses what the answer shows, not what is found.
      return (spansets) => spansets;
  }
}

function compileSpansets(expression: SpansetExpression, view: View): Transform {
  switch (expression.kind) {
    case 'pipeline':
      return chain(expression.stages, view);
    case 'operation':
      return compileOperation(expression, view);
    case 'filter': {
      const test = compileFilter(expression.condition, view);
      return (spansets) => spansets.flatMap((spanset) => withSpans(spanset, spanset.spans.filter(test)));
    }
  }
}

function compileFilter(condition: FieldExpression | undefined, view: View): (span: Span) => boolean {
  if (condition === undefined) {
    return (span) => view.fetches(span);
  }
  const read = compile(condition, view);
  return (span) => isTrue(read(span));
}

function compileOperation({ operator, left, right }: SpansetOperation, view: View): Transform {
  const [leftOf, rightOf] = [compileSpansets(left, view), compileSpansets(right, view)];
  return (spansets) =>
    spansets.flatMap((spanset) => {
      const [lefts, rights] = [leftOf([spanset]), rightOf([spanset])];
      if (operator === '&&' && (lefts.length === 0 || rights.length === 0)) {
        return [];
      }
      if (operator === '&&' || operator === '||') {
        return withSpans(spanset, union(spansOf(lefts), spansOf(rights)));
      }
      if (lefts.length > 1 || rights.length > 1) {
        throw new TraceqlEvaluationError(
          'spanset operators are not supported for multiple spansets per trace. consider using coalesce()'
        );
      }
      return withSpans(spanset, relate(operator, spansOf(lefts), spansOf(rights)));
    });
}

/** Those of the smaller side first, so that both sides show where an answer is cut after a few spans. */
function union(left: readonly Span[], right: readonly Span[]): Span[] {
  return [...new Set(left.length < right.length ? [...left, ...right] : [...right, ...left])];
}

function compileGroup({ by }: Group, view: View): Transform {
  const read = compile(by, view);
  const name = `by(${printExpression(by)})`;
  return (spansets) =>
    spansets.flatMap(({ spans, attributes }) => {
      const groups = new Map<string, { readonly value: Value; readonly spans: Span[] }>();
      for (const span of spans) {
        const value = read(span);
        const key = keyOf(value);
        const group = groups.get(key) ?? { value, spans: [] };
        groups.set(key, group);
        group.spans.push(span);
      }
      return Array.from(groups.values(), (group) => ({
        spans: group.spans,
        attributes: [...attributes, [name, group.value] as const],
      }));
    });
}

/** Equal for equal values of one type and only for those, whatever a text contains. */
export function keyOf(value: Value): string {
  switch (value.type) {
    case 'nil':
    case 'empty':
      return 'nil';
    case 'string':
      return `string:${JSON.stringify(value.value)}`;
    case 'list':
      return `list:[${value.value.map(keyOf).join(',')}]`;
    case 'map':
      return `map:{${[...value.value].map(([key, each]) => `${JSON.stringify(key)}:${keyOf(each)}`).join(',')}}`;
    default:
      return `${value.type}:${value.value}`;
  }
}

function spansOf(spansets: readonly Spanset[]): readonly Span[] {
  return spansets.flatMap(({ spans }) => spans);
}

function withSpans({ attributes }: Spanset, spans: readonly Span[]): Spanset[] {
  return spans.length === 0 ? [] : [{ spans, attributes }];
}
