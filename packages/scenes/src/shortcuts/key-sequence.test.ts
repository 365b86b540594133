import { describe, expect, it } from 'vitest';

import { keyName, KeySequences, type KeyPress } from './key-sequence.ts';

const press = (key: string, also: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  ...also,
});

describe('keyName', () => {
  it.each<[string, KeyPress, string | undefined]>([
    ['a letter', press('v'), 'v'],
    ['a letter with Shift or Caps Lock', press('V'), 'v'],
    ['a sign that needs Shift', press('?'), '?'],
    ['an arrow', press('ArrowLeft'), 'left'],
    ['Escape', press('Escape'), 'esc'],
    ['a letter with Control', press('o', { ctrlKey: true }), 'mod+o'],
    ['a letter with Command', press('o', { metaKey: true }), 'mod+o'],
    ['a letter with Alt, which is a menu or another letter', press('v', { altKey: true }), undefined],
    ['a letter that is part of a Chinese word', press('v', { isComposing: true }), undefined],
    ['a key that is held down', press('v', { repeat: true }), undefined],
    ['a key without a letter', press('Shift'), undefined],
    ['a function key', press('F5'), undefined],
  ])('of %s', (_, pressed, name) => {
    expect(keyName(pressed)).toBe(name);
  });
});

describe('KeySequences', () => {
  const typed = (...keys: ReadonlyArray<string | number>): readonly string[] => {
    let now = 0;
    const actions = ['v', 'e', 't z', 't left', 'd r'].map((name) => [name, name] as const);
    const sequences = new KeySequences(new Map(actions), () => now);
    return keys.flatMap((key) => {
      if (typeof key === 'number') {
        now += key;
        return [];
      }
      return sequences.press(key) ?? [];
    });
  };

  it('finds single keys and pairs', () => {
    expect(typed('v', 't', 'z', 't', 'left', 'd', 'r', 'e')).toEqual(['v', 't z', 't left', 'd r', 'e']);
  });

  it('forgets the first key after a second', () => {
    expect(typed('t', 1001, 'z')).toEqual([]);
    expect(typed('t', 1001, 'v')).toEqual(['v']);
    expect(typed('t', 1000, 'z')).toEqual(['t z']);
  });

  it('takes a second key that does not fit for nothing at all', () => {
    expect(typed('t', 'v')).toEqual([]);
    expect(typed('t', 'v', 'v')).toEqual(['v']);
  });

  it('leaves the sequences of Grafana alone', () => {
    expect(typed('g', 'e')).toEqual([]);
    expect(typed('c', 't', 'z')).toEqual([]);
  });
});
