import type { Span } from '../../traces/trace.ts';
import type { Field } from '../parse/ast.ts';
import { printField } from '../print.ts';
import type { Value } from '../value.ts';
import type { Conditions } from './conditions.ts';
import { isPresent } from './conditions.ts';
import type { Read } from './field.ts';
import { nestedScopeOf, readerOf } from './field.ts';
import { View } from './view.ts';

export interface ShownField {
  readonly field: Field;
  readonly value: Value;
}

export type ShownFields = (span: Span) => readonly ShownField[];

/** Tempo writes this where the query asked for the absence of a field. */
const ABSENT: Value = { type: 'string', value: 'nil' };

/**
 * What an answer shows beside each span: the fields of `select()`, and of the fields with conditions those values that
 * fulfil one.
 */
export function compileShownFields({ list }: Conditions, selected: readonly Field[], view: View): ShownFields {
  const readers = new Map<string, readonly [field: Field, read: Read]>();
  for (const { field: condition } of list) {
    for (const field of scoped(condition)) {
      readers.set(printField(field), [field, view.shown(field, condition)]);
    }
  }
  for (const { field: condition } of list.filter(({ accepts }) => accepts === 'missing')) {
    for (const field of scoped(condition)) {
      const [shown, lacks] = [view.shown(field, condition), view.lacks(field)];
      readers.set(printField(field), [field, (span) => (lacks(span) ? ABSENT : shown(span))]);
    }
  }
  for (const field of selected.flatMap(scoped)) {
    readers.set(printField(field), [field, selectedReader(field)]);
  }
  return (span) =>
    Array.from(readers.values(), ([field, read]) => ({ field, value: read(span) })).filter(({ value }) =>
      isPresent(value)
    );
}

/** A field without a scope shows what the span and what the resource has. */
function scoped(field: Field): readonly Field[] {
  return field.kind === 'attribute' && field.scope === 'any'
    ? [
        { ...field, scope: 'span' },
        { ...field, scope: 'resource' },
      ]
    : [field];
}

/** Of events and links the last that has the field, whether it is the one that the query found or not. */
function selectedReader(field: Field): Read {
  const scope = nestedScopeOf(field);
  if (scope === undefined) {
    return readerOf(field);
  }
  // Without conditions all events are looked at.
  return new View({ list: [], all: true, structural: false }).shown(field);
}
