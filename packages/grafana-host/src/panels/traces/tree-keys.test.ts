import { describe, expect, it } from 'vitest';

import type { SpanRow } from './span-tree.ts';
import { moveOf } from './tree-keys.ts';

/** Without a span: keys look at places only. */
const row = (key: number, parent: number | undefined, children: number): SpanRow =>
  ({ key, parent, children }) satisfies Partial<SpanRow> as SpanRow;
const rows = [row(0, undefined, 1), row(1, 0, 1), row(2, 1, 0)];
const press = (pressed: string, key: number, ...collapsed: number[]): unknown => {
  const visible = rows.filter(({ key: each }) => !collapsed.some((closed) => each > closed));
  const at = rows.find((each) => each.key === key);
  return at === undefined ? undefined : moveOf(pressed, at, visible, new Set(collapsed));
};

describe('a key on a span', () => {
  it.each([
    ['ArrowDown', 0, { kind: 'focus', key: 1 }],
    ['ArrowDown', 2, undefined],
    ['ArrowUp', 2, { kind: 'focus', key: 1 }],
    ['ArrowUp', 0, undefined],
    ['Home', 2, { kind: 'focus', key: 0 }],
    ['End', 0, { kind: 'focus', key: 2 }],
    ['ArrowRight', 0, { kind: 'focus', key: 1 }],
    ['ArrowRight', 2, undefined],
    ['ArrowLeft', 0, { kind: 'collapse', key: 0 }],
    ['ArrowLeft', 2, { kind: 'focus', key: 1 }],
    ['Enter', 1, { kind: 'details', key: 1 }],
    [' ', 1, { kind: 'details', key: 1 }],
    ['a', 1, undefined],
  ])('%s', (pressed, key, move) => {
    expect(press(pressed, key)).toEqual(move);
  });

  it('opens what is collapsed before it goes in, and goes out of it', () => {
    expect(press('ArrowRight', 1, 1)).toEqual({ kind: 'expand', key: 1 });
    expect(press('ArrowLeft', 1, 1)).toEqual({ kind: 'focus', key: 0 });
  });
});
