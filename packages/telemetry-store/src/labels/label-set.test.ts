import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LabelSet, type LabelPair } from './label-set.ts';

const pairs = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b', '__name__', '__proto__'), fc.string({ unit: 'binary', maxLength: 4 }))
    .map((pair): LabelPair => pair)
);

describe('LabelSet', () => {
  it('treats an empty value as no label', () => {
    expect(LabelSet.fromObject({ a: '', b: '1' }).key).toBe(LabelSet.fromObject({ b: '1' }).key);
    expect(LabelSet.fromObject({ b: '1' }).get('a')).toBe('');
  });

  it('has the same key for the same labels in any order, and only for those', () => {
    fc.assert(
      fc.property(pairs, pairs, (a, b) => {
        const [left, right] = [LabelSet.of(a), LabelSet.of(b)];
        expect(LabelSet.of([...left.entries()].reverse()).key).toBe(left.key);
        expect(left.key === right.key).toBe(LabelSet.compare(left, right) === 0);
      })
    );
  });

  it('keeps a label named like a property of every object', () => {
    const labels = LabelSet.of([['__proto__', 'x']]);
    expect(Object.entries(labels.toObject())).toEqual([['__proto__', 'x']]);
  });

  it('splits into what is kept and what is not', () => {
    fc.assert(
      fc.property(pairs, fc.subarray(['a', 'b', '__name__', '__proto__']), (all, names) => {
        const labels = LabelSet.of(all);
        const parts = [labels.keep(new Set(names)), labels.without(new Set(names))];
        expect(LabelSet.of(parts.flatMap((part) => part.entries())).key).toBe(labels.key);
      })
    );
  });

  it('sorts by the first label that differs, then by length', () => {
    const sets = [{ a: '2' }, { a: '1', b: '1' }, { __name__: 'z' }, { a: '1' }].map((labels) =>
      LabelSet.fromObject(labels)
    );
    expect(sets.sort((a, b) => LabelSet.compare(a, b)).map(String)).toEqual([
      'z',
      '{a="1"}',
      '{a="1", b="1"}',
      '{a="2"}',
    ]);
  });

  it('prints quotes and backslashes escaped', () => {
    expect(LabelSet.fromObject({ __name__: 'up', path: 'a"\\b' }).toString()).toBe('up{path="a\\"\\\\b"}');
    expect(LabelSet.empty.toString()).toBe('{}');
  });
});
