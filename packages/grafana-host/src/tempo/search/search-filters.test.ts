import { describe, expect, it } from 'vitest';

import { queryOfFilters, type SearchFilter } from './search-filters.ts';

const model: SearchFilter = {
  id: 'm',
  scope: 'span',
  tag: 'model',
  operator: '=',
  value: ['demo/"x"'],
  valueType: 'string',
};

describe('a search form', () => {
  it.each<[string, SearchFilter[], string]>([
    ['without lines asks for everything', [], '{}'],
    ['leaves out lines that say nothing', [{ id: 'a', tag: 'x', operator: '=' }, { id: 'b' }], '{}'],
    ['quotes texts', [model], '{span.model="demo/\\"x\\""}'],
    [
      'joins its lines',
      [model, { id: 'd', tag: 'duration', operator: '>', value: '100ms', valueType: 'duration' }],
      '{span.model="demo/\\"x\\"" && duration>100ms}',
    ],
    ['takes one of several values', [{ ...model, value: ['a', 'b'] }], '{(span.model="a" || span.model="b")}'],
    [
      'refuses all of several values',
      [{ ...model, operator: '!=', value: ['a', 'b'] }],
      '{(span.model!="a" && span.model!="b")}',
    ],
    ['makes patterns of values', [{ ...model, operator: '=~', value: ['a.b', 'c'] }], '{span.model=~"a\\\\.b|c"}'],
    [
      'keeps what was typed',
      [{ ...model, operator: '=~', value: ['a.*'], isCustomValue: true }],
      '{span.model=~"a.*"}',
    ],
    ['writes attributes without scope with a dot', [{ id: 'x', tag: 'x', operator: '=', value: '1' }], '{.x=1}'],
    ['knows what has no scope', [{ ...model, tag: 'name', value: ['n'] }], '{name="n"}'],
    [
      'may mean the duration of the trace',
      [
        { id: 'duration-type', value: 'trace' },
        { id: 'd', tag: 'duration', operator: '<', value: '1s' },
      ],
      '{traceDuration<1s}',
    ],
  ])('%s', (_name, filters, query) => {
    expect(queryOfFilters(filters)).toBe(query);
  });
});
