import type { SpanRow } from './span-tree.ts';

/** What a key does to a row of the tree. */
export type TreeMove =
  | { readonly kind: 'focus'; readonly key: number }
  | { readonly kind: 'collapse'; readonly key: number }
  | { readonly kind: 'expand'; readonly key: number }
  | { readonly kind: 'details'; readonly key: number };

/** The keys of a treegrid: arrows up and down move, right opens or goes in, left closes or goes out, Enter shows details. */
export function moveOf(
  pressed: string,
  row: SpanRow,
  visible: readonly SpanRow[],
  collapsed: ReadonlySet<number>
): TreeMove | undefined {
  const at = visible.findIndex(({ key }) => key === row.key);
  const focus = (target: SpanRow | undefined): TreeMove | undefined =>
    target === undefined ? undefined : { kind: 'focus', key: target.key };
  const isOpen = row.children > 0 && !collapsed.has(row.key);
  switch (pressed) {
    case 'ArrowDown':
      return focus(visible[at + 1]);
    case 'ArrowUp':
      return focus(visible[at - 1]);
    case 'Home':
      return focus(visible[0]);
    case 'End':
      return focus(visible.at(-1));
    case 'ArrowRight':
      return isOpen ? focus(visible[at + 1]) : row.children > 0 ? { kind: 'expand', key: row.key } : undefined;
    case 'ArrowLeft':
      return isOpen ? { kind: 'collapse', key: row.key } : focus(visible.find(({ key }) => key === row.parent));
    case 'Enter':
    case ' ':
      return { kind: 'details', key: row.key };
    default:
      return undefined;
  }
}
