import { useMemo, useState } from 'react';

import { visibleRows, type SpanRow } from './span-tree.ts';
import type { TreeMove } from './tree-keys.ts';

export interface TreeState {
  readonly visible: readonly SpanRow[];
  /** Rows whose children are hidden. */
  readonly collapsed: ReadonlySet<number>;
  /** Rows whose details are shown. */
  readonly detailed: ReadonlySet<number>;
  /** The row that the keyboard is on. */
  readonly focused: number | undefined;
  readonly move: (move: TreeMove) => void;
  readonly collapseAll: () => void;
  readonly expandAll: () => void;
}

const none: ReadonlySet<number> = new Set();

const toggled = (set: ReadonlySet<number>, key: number): Set<number> => {
  const next = new Set(set);
  if (!next.delete(key)) {
    next.add(key);
  }
  return next;
};

/** What is open of a trace: at first the details of one span, where it is asked for. */
export function useTreeState(rows: readonly SpanRow[], focusedSpanId: string | undefined): TreeState {
  const [asked] = useState(() => rows.filter(({ span }) => span.id === focusedSpanId).map(({ key }) => key));
  const [collapsed, setCollapsed] = useState(none);
  const [detailed, setDetailed] = useState<ReadonlySet<number>>(() => new Set(asked));
  const [focused, setFocused] = useState(asked[0]);
  const visible = useMemo(() => visibleRows(rows, collapsed), [rows, collapsed]);
  return {
    visible,
    collapsed,
    detailed,
    // A row that is hidden now cannot hold the focus.
    focused: visible.some(({ key }) => key === focused) ? focused : visible[0]?.key,
    move: ({ kind, key }) => {
      setFocused(key);
      if (kind === 'details') {
        setDetailed((set) => toggled(set, key));
      } else if (kind !== 'focus') {
        setCollapsed((set) => toggled(set, key));
      }
    },
    collapseAll: () => setCollapsed(new Set(rows.filter(({ children }) => children > 0).map(({ key }) => key))),
    expandAll: () => setCollapsed(none),
  };
}
