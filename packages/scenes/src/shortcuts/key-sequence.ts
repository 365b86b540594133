/** What is read of a keyboard event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'repeat'>;

/** Keys that begin sequences of Grafana's own, such as `g e` for Explore: what follows belongs to Grafana. */
const grafanaPrefixes: ReadonlySet<string> = new Set(['g', 'c', 'o']);

/** The second key of a sequence comes within a second, as in Grafana. */
const waitMs = 1000;

const arrows: Readonly<Record<string, string>> = { ArrowLeft: 'left', ArrowRight: 'right', Escape: 'esc' };

/** A key as sequences name it: `v`, `?`, `left`, `mod+o`; undefined for presses that are no shortcut, such as parts of a Chinese word. */
export function keyName({ key, ctrlKey, metaKey, altKey, isComposing, repeat }: KeyPress): string | undefined {
  if (isComposing || repeat || altKey) {
    return undefined;
  }
  const name = arrows[key] ?? (key.length === 1 ? key.toLowerCase() : undefined);
  return name !== undefined && (ctrlKey || metaKey) ? `mod+${name}` : name;
}

/** Finds shortcuts of one key (`v`) or two (`t z`) in a stream of presses. */
export class KeySequences<Action> {
  private first: { readonly key: string; readonly atMs: number } | undefined;
  private readonly prefixes: ReadonlySet<string>;

  /** @param actions by key or keys with a space between. */
  constructor(
    private readonly actions: ReadonlyMap<string, Action>,
    private readonly now: () => number = Date.now
  ) {
    const pairs = [...actions.keys()].filter((keys) => keys.includes(' '));
    this.prefixes = new Set([...grafanaPrefixes, ...pairs.map((keys) => keys.slice(0, keys.indexOf(' ')))]);
  }

  /** The action that this press completes, if any. */
  press(key: string): Action | undefined {
    const { first } = this;
    this.first = undefined;
    if (first !== undefined && this.now() - first.atMs <= waitMs) {
      return this.actions.get(`${first.key} ${key}`);
    }
    if (this.prefixes.has(key)) {
      this.first = { key, atMs: this.now() };
      return undefined;
    }
    return this.actions.get(key);
  }
}
