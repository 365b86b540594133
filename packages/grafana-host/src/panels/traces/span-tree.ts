import type { TraceSpan } from './trace-span.ts';

/** A span in its place. */
export interface SpanRow {
  /** Names the row: ids of spans may be there twice. */
  readonly key: number;
  readonly span: TraceSpan;
  /** 0 for a span at the top. */
  readonly depth: number;
  /** Key of the row that it hangs below. */
  readonly parent: number | undefined;
  readonly children: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

interface Placed {
  readonly span: TraceSpan;
  readonly key: number;
}

/**
 * The spans of a trace from top to bottom: each followed by what hangs below it, siblings by start. Spans whose parent is not in the
 * trace are at the top, of which there may be several; spans that are each other's ancestors are at the top too.
 */
export function spanRows(spans: readonly TraceSpan[]): SpanRow[] {
  const placed = spans.map((span, key) => ({ span, key })).sort((a, b) => a.span.startMs - b.span.startMs);
  const ids = new Map(placed.map((each) => [each.span.id, each]));
  const children = new Map<number, Placed[]>();
  const top: Placed[] = [];
  for (const each of placed) {
    const parent = ids.get(each.span.parentId);
    if (parent === undefined || parent === each) {
      top.push(each);
    } else {
      const siblings = children.get(parent.key) ?? [];
      children.set(parent.key, siblings);
      siblings.push(each);
    }
  }
  const rows = new Map<number, SpanRow>();
  place(top, children, rows);
  // What is still missing hangs in circles, which nothing at the top leads to.
  const circles = placed.filter(({ key }) => !rows.has(key));
  for (const each of circles) {
    place(rows.has(each.key) ? [] : [each], children, rows);
  }
  return [...rows.values()];
}

function place(top: readonly Placed[], children: ReadonlyMap<number, Placed[]>, rows: Map<number, SpanRow>): void {
  const open = top.map((each, i) => ({ ...each, depth: 0, parent: undefined, position: i + 1, siblings: top.length }));
  const stack: Array<Omit<SpanRow, 'children'>> = open.reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (rows.has(next.key)) {
      continue;
    }
    const { key, depth } = next;
    const below = (children.get(key) ?? []).filter((child) => !rows.has(child.key));
    rows.set(key, { ...next, children: below.length });
    const siblings = below.length;
    stack.push(
      ...below.map((each, i) => ({ ...each, depth: depth + 1, parent: key, position: i + 1, siblings })).reverse()
    );
  }
}

/** The rows that are left when everything below the collapsed ones is hidden. */
export function visibleRows(rows: readonly SpanRow[], collapsed: ReadonlySet<number>): SpanRow[] {
  const hidden = new Set<number>();
  return rows.filter(({ key, parent }) => {
    const isHidden = parent !== undefined && (collapsed.has(parent) || hidden.has(parent));
    if (isHidden) {
      hidden.add(key);
    }
    return !isHidden;
  });
}

export interface TraceSummary {
  readonly startMs: number;
  /** From the first start to the last end; never 0, so that a bar has a share of it. */
  readonly durationMs: number;
  /** In order of their first span. */
  readonly services: readonly string[];
  readonly failures: number;
}

export function summaryOf(rows: readonly SpanRow[]): TraceSummary {
  const spans = rows.map(({ span }) => span);
  const startMs = spans.reduce((least, span) => Math.min(least, span.startMs), Infinity);
  const endMs = spans.reduce((most, span) => Math.max(most, span.startMs + span.durationMs), -Infinity);
  return {
    startMs,
    durationMs: Math.max(endMs - startMs, 0.001),
    services: [...new Set(spans.map(({ service }) => service))],
    failures: spans.filter(({ failed }) => failed).length,
  };
}
