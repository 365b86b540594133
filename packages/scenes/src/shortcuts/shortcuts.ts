import type { TextKey } from '../language/texts.ts';

/** What the keys of a page do. */
export type Shortcut =
  | 'view'
  | 'explore'
  | 'inspect'
  | 'legend'
  | 'zoom-out'
  | 'earlier'
  | 'later'
  | 'absolute'
  | 'refresh'
  | 'crosshair'
  | 'help'
  | 'back';

export interface ShortcutGroup {
  readonly title: TextKey;
  readonly shortcuts: ReadonlyArray<{ readonly does: Shortcut; readonly keys: readonly string[] }>;
}

/** The keys are those of Grafana's dashboards; `e`, which edits there, also opens Explore. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'shortcuts.group.panel',
    shortcuts: [
      { does: 'view', keys: ['v'] },
      { does: 'inspect', keys: ['i'] },
      { does: 'explore', keys: ['p x', 'e'] },
      { does: 'legend', keys: ['p l'] },
    ],
  },
  {
    title: 'shortcuts.group.time',
    shortcuts: [
      { does: 'zoom-out', keys: ['t z', 'mod+z'] },
      { does: 'earlier', keys: ['t left'] },
      { does: 'later', keys: ['t right'] },
      { does: 'absolute', keys: ['t a'] },
    ],
  },
  {
    title: 'shortcuts.group.page',
    shortcuts: [
      { does: 'refresh', keys: ['d r'] },
      { does: 'crosshair', keys: ['mod+o'] },
      { does: 'back', keys: ['esc'] },
      { does: 'help', keys: ['?'] },
    ],
  },
];

/** What each key, or pair of keys, does. */
export const shortcutByKeys: ReadonlyMap<string, Shortcut> = new Map(
  shortcutGroups.flatMap(({ shortcuts }) => shortcuts.flatMap(({ does, keys }) => keys.map((k) => [k, does] as const)))
);
