import type { Span } from '../../traces/trace.ts';
import type { Field } from '../parse/ast.ts';
import { printField } from '../print.ts';
import type { Value } from '../value.ts';
import { NIL } from '../value.ts';
import type { Condition, Conditions } from './conditions.ts';
import { isPresent } from './conditions.ts';
import type { NestedScope, Read, ReadNested } from './field.ts';
import { nestedCount, nestedReaderOf, nestedScopeOf, readerOf, valueOfNone } from './field.ts';

/** Whether a value is let through by one of the conditions on its field; nil is by a condition on its absence. */
type LetThrough = (value: Value) => boolean;

/**
 * How a query sees the fields of a span, which for events and links depends on the whole query, as in Tempo:
 * - Where a span must fulfil all conditions, only those events are seen that fulfil all conditions on events, and the
 *   first of them counts.
 * - Otherwise (`||`, several spansets, aggregates, `by()`) only the first event that has the attribute counts, whether
 *   it fulfils the condition or not. Names and times of events are looked for in all.
 */
export class View {
  private readonly byField = new Map<string, LetThrough>();
  private readonly all: boolean;
  private readonly nested = new Map<NestedScope, Array<readonly [read: ReadNested, letThrough: LetThrough]>>();
  /** Fields that the query reads without comparing them with a literal. */
  private readonly uncompared: ReadonlySet<string>;
  private readonly structural: boolean;
  private readonly fields: readonly Field[];

  constructor({ list, all, structural }: Conditions) {
    this.all = all;
    this.structural = structural;
    this.fields = list.map(({ field }) => field);
    this.uncompared = new Set(
      list.filter(({ accepts }) => accepts === isPresent).map(({ field }) => printField(field))
    );
    for (const { field } of list) {
      const name = printField(field);
      if (!this.byField.has(name)) {
        const letThrough = letThroughOf(field, list);
        this.byField.set(name, letThrough);
        const scope = nestedScopeOf(field);
        if (scope !== undefined) {
          this.nested.set(scope, [...(this.nested.get(scope) ?? []), [nestedReaderOf(field, scope), letThrough]]);
        }
      }
    }
  }

  /** For the evaluation of the query. */
  reader(field: Field): Read {
    const scope = nestedScopeOf(field);
    return scope === undefined ? readerOf(field) : this.nestedReader(field, scope, 'first');
  }

  /**
   * Whether `{}` takes a span. Beside a structural operator Tempo fetches only spans that stand in the tree or fulfil
   * some condition of the query.
   */
  fetches(span: Span): boolean {
    return (
      !this.structural || span.nestedSet.left !== 0 || this.fields.some((field) => isPresent(this.shown(field)(span)))
    );
  }

  /**
   * For an answer, which shows the last of several values; nil where the query lets none through. `condition` is the
   * field as the query writes it, where `field` is one of its scopes.
   */
  shown(field: Field, condition = field): Read {
    const scope = nestedScopeOf(field);
    if (scope !== undefined) {
      return this.nestedReader(field, scope, 'last');
    }
    const letThrough = this.byField.get(printField(condition)) ?? isPresent;
    const read = readerOf(field);
    return (span) => {
      const value = read(span);
      return isPresent(value) && letThrough(value) ? value : NIL;
    };
  }

  /** Whether a span lacks a field: of events and links whether one of them does, so there must be one. */
  lacks(field: Field): (span: Span) => boolean {
    const scope = nestedScopeOf(field);
    if (scope !== undefined) {
      const read = nestedReaderOf(field, scope);
      return (span) => this.positions(scope, span).some((at) => !isPresent(read(span, at)));
    }
    if (field.kind === 'attribute' && field.scope === 'any') {
      // Tempo looks at span and resource apart, and finds the absence in either.
      const scopes = (['span', 'resource'] as const).map((each) => readerOf({ ...field, scope: each }));
      return (span) => scopes.some((read) => !isPresent(read(span)));
    }
    const read = readerOf(field);
    return (span) => !isPresent(read(span));
  }

  private nestedReader(field: Field, scope: NestedScope, which: 'first' | 'last'): Read {
    const name = printField(field);
    const read = nestedReaderOf(field, scope);
    const letThrough = this.byField.get(name);
    const none = letThrough === undefined || this.uncompared.has(name) ? valueOfNone(field) : NIL;
    // Of an attribute the first counts even if it fulfils no condition, unless the events are chosen by all of them.
    const stopsAtFirst = which === 'first' && field.kind === 'attribute' && !this.all;
    return (span) => {
      const count = nestedCount(scope, span);
      for (let step = 0; step < count; step++) {
        const at = which === 'first' ? step : count - 1 - step;
        const value = read(span, at);
        if (isPresent(value) && (letThrough === undefined || this.isLookedAt(scope, span, at))) {
          if (letThrough === undefined || letThrough(value)) {
            return value;
          }
          if (stopsAtFirst) {
            return NIL;
          }
        }
      }
      return count === 0 ? none : NIL;
    };
  }

  private positions(scope: NestedScope, span: Span): number[] {
    const all = Array.from({ length: nestedCount(scope, span) }, (_, at) => at);
    return all.filter((at) => this.isLookedAt(scope, span, at));
  }

  /** Whether the event or link at a position fulfils all conditions, where a span must fulfil all. */
  private isLookedAt(scope: NestedScope, span: Span, at: number): boolean {
    const conditions = this.all ? (this.nested.get(scope) ?? []) : [];
    return conditions.every(([read, letThrough]) => letThrough(read(span, at)));
  }
}

/**
 * Tempo keeps all attributes of a scope in one column, so that a value passes if it fulfils a condition on any of
 * them. Intrinsics and the service have columns of their own.
 */
function letThroughOf(field: Field, list: readonly Condition[]): LetThrough {
  const name = printField(field);
  const own = list.filter((condition) => printField(condition.field) === name);
  const sharing = hasOwnColumn(field)
    ? own
    : list.filter((condition) => !hasOwnColumn(condition.field) && shareColumn(condition.field, field));
  const mayBeMissing = own.some(({ accepts }) => accepts === 'missing');
  return (value) =>
    isPresent(value) ? sharing.some(({ accepts }) => accepts !== 'missing' && accepts(value)) : mayBeMissing;
}

function hasOwnColumn(field: Field): boolean {
  return field.kind === 'intrinsic' || (field.scope === 'resource' && field.name === 'service.name');
}

function shareColumn(a: Field, b: Field): boolean {
  const [left, right] = [a, b].map((field) => (field.kind === 'attribute' ? field.scope : ''));
  const isOwn = (scope: string | undefined): boolean => scope === 'span' || scope === 'resource';
  return left === right || (left === 'any' && isOwn(right)) || (right === 'any' && isOwn(left));
}
