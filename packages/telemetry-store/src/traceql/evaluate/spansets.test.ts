import { describe, expect, it } from 'vitest';

import { traceStoreOf } from '../../testing/spans.ts';
import { found } from '../../testing/traceql.ts';
import { printValue } from '../print.ts';
import { findTraces } from '../search.ts';

describe('combining spansets', () => {
  const spans = [
    { trace: 1, id: 1, name: 'a' },
    { trace: 1, id: 2, name: 'b', parent: 1, startMs: 1 },
    { trace: 1, id: 3, name: 'b', parent: 1, startMs: 2 },
    { trace: 2, id: 1, name: 'a' },
  ];

  it('with && takes traces that have both, the rarer spans first', () => {
    expect(found(spans, '{name = "b"} && {name = "a"}')).toEqual(['a', 'b', 'b']);
  });

  it('with || takes the spans of either', () => {
    expect(found(spans, '{name = "b"} || {name = "c"}')).toEqual(['b', 'b']);
  });

  it('goes on from what the stage before found', () => {
    expect(found(spans, '{name = "b"} | {name = "a"}')).toEqual([]);
  });
});

describe('structure', () => {
  // root ─┬─ route ── serve
  //       └─ select ── match
  const tree = [
    { id: 1, name: 'root' },
    { id: 2, name: 'route', parent: 1, startMs: 1 },
    { id: 3, name: 'serve', parent: 2, startMs: 2 },
    { id: 4, name: 'select', parent: 1, startMs: 3 },
    { id: 5, name: 'match', parent: 4, startMs: 4 },
  ];

  it.each([
    ['{name = "root"} >> {}', ['route', 'serve', 'select', 'match']],
    ['{name = "root"} > {}', ['route', 'select']],
    ['{name = "serve"} << {}', ['root', 'route']],
    ['{name = "serve"} < {}', ['route']],
    ['{name = "route"} ~ {}', ['select']],
    ['{name = "route"} !>> {}', ['root', 'route', 'select', 'match']],
    ['{name = "root"} !> {}', ['root', 'serve', 'match']],
    ['{name = "serve"} !< {}', ['root', 'serve', 'select', 'match']],
    ['{name = "route"} !~ {}', ['root', 'route', 'serve', 'match']],
    ['{name = "route"} &>> {}', ['route', 'serve']],
    ['{name = "route"} &> {name = "serve"}', ['route', 'serve']],
    ['{name = "serve"} &<< {name = "root"}', ['serve', 'root']],
    ['{name = "serve"} &< {}', ['serve', 'route']],
    ['{name = "route"} &~ {}', ['route', 'select']],
    ['{name = "root"} >> {name = "route"} >> {name = "serve"}', ['serve']],
  ])('%s finds %j', (query, names) => {
    expect(found(tree, query)).toEqual(names);
  });

  it('is unknown in a trace whose root was exported elsewhere', () => {
    const rootless = tree.map((span) => (span.id === 1 ? { ...span, parent: 9 } : span));
    expect(found(rootless, '{name = "route"} > {name = "serve"}')).toEqual([]);
    expect(found(rootless, '{name = "route"} && {name = "serve"}')).toEqual(['serve', 'route']);
    expect(found(rootless, '{nestedSetParent < 0}')).toEqual([]);
    expect(found(rootless, '{rootName = "" && name = "serve"}')).toEqual(['serve']);
    expect(found(rootless, '{name = "route"} !> {name = "serve"}')).toEqual(['serve']);
  });

  it('is not asked of groups', () => {
    const query = '{} | by(name) | {name = "root"} > {name = "route"}';
    expect(() => found([...tree, { id: 6, name: 'root' }], '{} | by(name) | {} > {}')).not.toThrow();
    expect(() => found(tree, query)).not.toThrow();
    expect(() => found(tree, '({} | by(name)) > ({} | by(name))')).toThrow('consider using coalesce()');
  });
});

describe('groups and aggregates', () => {
  const spans = [
    { trace: 1, id: 1, name: 'a', durationMs: 10, attributes: { n: 1 } },
    { trace: 1, id: 2, name: 'b', durationMs: 20, attributes: { n: 2 }, parent: 1 },
    { trace: 1, id: 3, name: 'b', durationMs: 30, attributes: { n: '3' }, parent: 1 },
    { trace: 2, id: 1, name: 'a', durationMs: 90 },
  ];
  const spansets = (query: string) =>
    findTraces(traceStoreOf(...spans), query, { limit: 10 }).flatMap((trace) =>
      trace.spansets.map(({ attributes, spans: members }) => [
        members.length,
        ...attributes.map(([name, value]) => `${name}=${printValue(value)}`),
      ])
    );

  it.each([
    ['{} | count() > 1', [[3, 'count()=3']]],
    ['{} | avg(duration) > 15ms | count() = 3', [[3, 'avg(duration)=20ms', 'count()=3']]],
    ['{} | max(duration) < 50ms', [[3, 'max(duration)=30ms']]],
    ['{} | min(span.n) >= 1', [[3, 'min(span.n)=1']]],
    ['{} | sum(span.n) = 3', [[3, 'sum(span.n)=3']]],
    ['{} | sum(span.missing) > 0', []],
    [
      '{} | by(name) | count() >= 1',
      [
        [1, 'by(name)=a', 'count()=1'],
        [1, 'by(name)=a', 'count()=1'],
        [2, 'by(name)=b', 'count()=2'],
      ],
    ],
    ['{} | by(span.n) | coalesce() | count() > 2', [[3, 'count()=3']]],
  ])('%s gives %j', (query, expected) => {
    expect(spansets(query)).toEqual(expect.arrayContaining(expected));
    expect(spansets(query)).toHaveLength(expected.length);
  });

  it('keep the missing value as a group of its own', () => {
    expect(spansets('{} | by(span.n)')).toContainEqual([1, 'by(span.n)=nil']);
  });
});
