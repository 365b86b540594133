import type { SpanRecord } from './span.ts';

/**
 * Where a span stands in the tree below the roots of its trace: a descendant's `left` and `right` lie between those of
 * its ancestors. `parent` is the `left` of the parent and -1 for a root. All are 0 for a span that no root reaches.
 */
export interface NestedSet {
  readonly left: number;
  readonly right: number;
  readonly parent: number;
}

/** A span in its trace. */
export interface Span extends SpanRecord {
  readonly trace: Trace;
  /** `undefined` for a root, and where the parent was not exported to this store. */
  readonly parent: Span | undefined;
  readonly children: readonly Span[];
  readonly nestedSet: NestedSet;
}

/** Spans and errors of one service within a trace. */
export interface ServiceStats {
  readonly spanCount: number;
  readonly errorCount: number;
}

interface MutableSpan extends SpanRecord {
  readonly trace: Trace;
  parent: Span | undefined;
  readonly children: MutableSpan[];
  nestedSet: NestedSet;
}

const UNCONNECTED: NestedSet = { left: 0, right: 0, parent: 0 };

/**
 * All spans of one trace id. Without a root span (a caller that exports elsewhere) no span has a place in the tree:
 * Tempo then finds no structure, no root name and no root service, and neither does this store.
 */
export class Trace {
  /** By start time. */
  readonly spans: readonly Span[];
  /** The first span without a parent id. */
  readonly root: Span | undefined;
  /** Unix nanoseconds. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly durationNs: number;
  /** By service name. */
  readonly services: ReadonlyMap<string, ServiceStats>;

  /** `records` must not be empty and share one trace id. */
  constructor(
    readonly traceId: string,
    records: readonly SpanRecord[]
  ) {
    const spans = [...records]
      .sort((a, b) => compareTimes(a.startNs, b.startNs))
      .map((record): MutableSpan => ({
        ...record,
        trace: this,
        parent: undefined,
        children: [],
        nestedSet: UNCONNECTED,
      }));
    this.spans = spans;
    this.root = spans.find(({ parentSpanId }) => parentSpanId === '');
    this.startNs = spans[0]?.startNs ?? 0n;
    this.endNs = spans.reduce((latest, { endNs }) => (endNs > latest ? endNs : latest), 0n);
    this.durationNs = Number(this.endNs - this.startNs);
    this.services = countByService(spans);
    connect(spans);
    numberTree(spans);
  }
}

function connect(spans: readonly MutableSpan[]): void {
  const byId = new Map<string, MutableSpan[]>();
  for (const span of spans) {
    byId.set(span.spanId, [...(byId.get(span.spanId) ?? []), span]);
  }
  for (const span of spans) {
    const parent = span.parentSpanId === '' ? undefined : chooseParent(byId.get(span.parentSpanId) ?? [], span);
    if (parent !== undefined) {
      span.parent = parent;
      parent.children.push(span);
    }
  }
}

/** Zipkin lets a client span and its server span share an id; a server's parent is then the client, and vice versa. */
function chooseParent(candidates: readonly MutableSpan[], child: MutableSpan): MutableSpan | undefined {
  const kind = child.kind === 'server' ? 'client' : 'server';
  return candidates.length < 2 ? candidates[0] : candidates.find((candidate) => candidate.kind === kind);
}

/** Walks the tree below each root without recursion: a chain of spans may be deeper than the stack. */
function numberTree(spans: readonly MutableSpan[]): void {
  let next = 1;
  for (const root of spans.filter(({ parentSpanId }) => parentSpanId === '')) {
    const open = [{ span: root, left: next++, parent: -1, child: 0 }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const child = top.span.children[top.child++];
      if (child !== undefined) {
        open.push({ span: child, left: next++, parent: top.left, child: 0 });
      } else {
        top.span.nestedSet = { left: top.left, right: next++, parent: top.parent };
        open.pop();
      }
    }
  }
}

function countByService(spans: readonly SpanRecord[]): ReadonlyMap<string, ServiceStats> {
  const services = new Map<string, ServiceStats>();
  for (const { resource, status } of spans) {
    const { spanCount, errorCount } = services.get(resource.serviceName) ?? { spanCount: 0, errorCount: 0 };
    const errors = errorCount + (status === 'error' ? 1 : 0);
    services.set(resource.serviceName, { spanCount: spanCount + 1, errorCount: errors });
  }
  return services;
}

function compareTimes(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
