import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EPOCH_NS, exportOf, spanIdOf, traceIdOf, traceStoreOf } from '../testing/spans.ts';
import { TraceStore } from './trace-store.ts';
import { TracesUntil } from './traces-until.ts';

const MS = 1_000_000n;

describe('reading export requests', () => {
  it('keeps 64-bit integers exact, whether JSON has them as texts or numbers', () => {
    const store = traceStoreOf({ id: 1, attributes: { big: 3373143388922149792n, small: 636 } });
    const attributes = store.trace(traceIdOf(1))?.spans[0]?.attributes;
    expect(attributes?.get('big')).toEqual({ type: 'int', value: 3373143388922149792n });
    expect(attributes?.get('small')).toEqual({ type: 'int', value: 636 });
  });

  it('keeps the type of every value', () => {
    const store = traceStoreOf({ id: 1, attributes: { a: 'x', b: true, c: 0.5, d: ['x', 'y'] } });
    expect(Object.fromEntries(store.trace('1')?.spans[0]?.attributes ?? [])).toEqual({
      a: { type: 'string', value: 'x' },
      b: { type: 'bool', value: true },
      c: { type: 'float', value: 0.5 },
      d: {
        type: 'list',
        value: [
          { type: 'string', value: 'x' },
          { type: 'string', value: 'y' },
        ],
      },
    });
  });

  it('takes kind and status as numbers or by their names in protobuf', () => {
    const store = new TraceStore();
    store.addExport(exportOf({ id: 1, kind: 3, status: { code: 2, message: 'disconnected' } }));
    const text = JSON.stringify(exportOf({ id: 2 })).replace('"kind":1', '"kind":"SPAN_KIND_SERVER"');
    store.addExport(JSON.parse(text.replace('"status":{}', '"status":{"code":"STATUS_CODE_OK"}')));
    expect(store.trace('1')?.spans.map(({ kind, status, statusMessage }) => [kind, status, statusMessage])).toEqual([
      ['client', 'error', 'disconnected'],
      ['server', 'ok', ''],
    ]);
  });

  it.each([
    ['{', 'line 1: SyntaxError'],
    ['{"resourceSpans":{}}', 'line 1, resourceSpans: expected a list, got {}'],
    [
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"12"}]}]}]}',
      'line 1, resourceSpans[0].scopeSpans[0].spans[0].traceId: expected 32 hex digits, got "12"',
    ],
    [
      '\n{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"intValue":"1.5"}}]}}]}',
      'line 2, resourceSpans[0].resource.attributes[0].value.intValue: expected a 64-bit integer, got "1.5"',
    ],
    [JSON.stringify(exportOf({ id: 1, kind: 9 })), 'kind: expected one of unspecified, internal'],
    [
      '{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"dateValue":"x"}}]}}]}',
      'value.dateValue: unknown kind of value',
    ],
  ])('names the place of what is wrong in %s', (text, message) => {
    expect(() => TraceStore.fromOtlp(text)).toThrow(message);
  });

  it('adds nothing of a request that it refuses', () => {
    const store = new TraceStore();
    const good = exportOf({ id: 1 });
    const spans = { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: traceIdOf(1), spanId: 'x' }] }] }] };
    expect(() => store.addExport({ resourceSpans: [...resourceSpansOf(good), ...spans.resourceSpans] })).toThrow();
    expect(store.traces()).toEqual([]);
  });
});

describe('a trace', () => {
  it('grows with every span that arrives, in whatever order', () => {
    const store = traceStoreOf({ id: 2, parent: 1, startMs: 5 });
    expect(store.trace('1')?.root).toBeUndefined();
    store.addExport(exportOf({ id: 1, startMs: 0, durationMs: 20 }));
    const trace = store.trace('1');
    expect(trace?.root?.spanId).toBe(spanIdOf(1));
    expect(trace?.spans[1]?.parent?.spanId).toBe(spanIdOf(1));
    expect(trace?.durationNs).toBe(20e6);
  });

  it('counts a span once, however often it is sent', () => {
    const store = traceStoreOf({ id: 1 }, { id: 1 }, { id: 2, parent: 1 });
    expect(store.trace('1')?.spans).toHaveLength(2);
  });

  it('knows the spans and errors of each service', () => {
    const store = traceStoreOf({ id: 1, service: 'a' }, { id: 2, parent: 1, service: 'b', status: { code: 2 } });
    expect(Object.fromEntries(store.trace('1')?.services ?? [])).toEqual({
      a: { spanCount: 1, errorCount: 0 },
      b: { spanCount: 1, errorCount: 1 },
    });
  });

  it('has no structure without a root', () => {
    const store = traceStoreOf({ id: 2, parent: 9 }, { id: 3, parent: 2 });
    expect(store.trace('1')?.spans.map(({ nestedSet }) => nestedSet.left)).toEqual([0, 0]);
  });

  it('nests spans within their ancestors and nowhere else', () => {
    const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(parents, (choices) => {
        // Span i hangs below one of the spans before it, so span 0 is the root of all.
        const spans = choices.map((choice, id) => (id === 0 ? { id: 1 } : { id: id + 1, parent: (choice % id) + 1 }));
        const all = traceStoreOf(...spans).trace('1')?.spans ?? [];
        for (const a of all) {
          for (const b of all) {
            let above = b.parent;
            while (above !== undefined && above !== a) {
              above = above.parent;
            }
            const inside = b.nestedSet.left > a.nestedSet.left && b.nestedSet.right < a.nestedSet.right;
            expect(inside).toBe(above === a);
          }
        }
      })
    );
  });
});

describe('the time index', () => {
  it('finds traces that overlap a range, both ends included, newest first', () => {
    const store = traceStoreOf(
      { trace: 1, id: 1, startMs: 0, durationMs: 100 },
      { trace: 2, id: 1, startMs: 50, durationMs: 10 },
      { trace: 3, id: 1, startMs: 200, durationMs: 10 }
    );
    const between = (from: bigint, to: bigint) =>
      store.traces({ startNs: EPOCH_NS + from * MS, endNs: EPOCH_NS + to * MS }).map(({ traceId }) => Number(traceId));
    expect(between(0n, 300n)).toEqual([3, 2, 1]);
    expect(between(60n, 199n)).toEqual([2, 1]);
    expect(between(61n, 199n)).toEqual([1]);
    expect(between(100n, 200n)).toEqual([3, 1]);
    expect(between(101n, 199n)).toEqual([]);
    expect(store.timeRange()).toEqual({ startNs: EPOCH_NS, endNs: EPOCH_NS + 210n * MS });
  });

  it('finds a trace by an id that lost its leading zeros', () => {
    const store = traceStoreOf({ trace: 0xabc, id: 1 });
    expect(store.trace('ABC')).toBe(store.trace(traceIdOf(0xabc)));
    expect(store.trace('abd')).toBeUndefined();
  });

  it('is empty for an empty store', () => {
    expect(new TraceStore().timeRange()).toBeUndefined();
  });
});

describe('traces until some time', () => {
  const store = traceStoreOf(
    { trace: 1, id: 1, startMs: 0, durationMs: 100 },
    { trace: 1, id: 2, parent: 1, startMs: 10, durationMs: 20 },
    { trace: 2, id: 1, startMs: 200 }
  );
  const until = (ms: bigint) => new TracesUntil(store, EPOCH_NS + ms * MS);

  it('have the spans that have ended, so a request under way has no root yet', () => {
    expect(
      until(50n)
        .trace('1')
        ?.spans.map(({ spanId }) => spanId)
    ).toEqual([spanIdOf(2)]);
    expect(until(50n).trace('1')?.root).toBeUndefined();
    expect(until(100n).trace('1')).toBe(store.trace('1'));
  });

  it('leave out what has not begun', () => {
    expect(until(29n).traces()).toEqual([]);
    expect(until(50n).traces()).toHaveLength(1);
    expect(until(50n).trace('2')).toBeUndefined();
    expect(until(50n).traces({ startNs: EPOCH_NS + 40n * MS, endNs: EPOCH_NS + 50n * MS })).toEqual([]);
    expect(until(300n).traces()).toEqual(store.traces());
  });
});

function resourceSpansOf(request: object): readonly unknown[] {
  return 'resourceSpans' in request && Array.isArray(request.resourceSpans) ? request.resourceSpans : [];
}
