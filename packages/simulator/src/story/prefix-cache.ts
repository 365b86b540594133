/** What a prompt begins with: the system prompt of an application, then what was said in a session. */
export interface PrefixKeys {
  readonly application: string;
  /** Blocks of the system prompt. */
  readonly applicationBlocks: number;
  readonly session: string;
}

interface Entry {
  readonly key: string;
  blocks: number;
  pins: number;
}

/** What one running request holds. */
export type Held = readonly Entry[];

/** Blocks by the prefix they belong to, the longest unused first to go. */
export class PrefixCache {
  private readonly entries = new Map<string, Entry>();
  /** Blocks of entries that no running request holds. */
  private unpinned = 0;
  private pinned = 0;

  get cachedBlocks(): number {
    return this.unpinned;
  }

  get pinnedBlocks(): number {
    return this.pinned;
  }

  /** Blocks from the beginning of the prompt that are here: without its system prompt a session is of no use. */
  found({ application, applicationBlocks, session }: PrefixKeys): number {
    const system = Math.min(this.entries.get(application)?.blocks ?? 0, applicationBlocks);
    return system < applicationBlocks ? system : system + (this.entries.get(session)?.blocks ?? 0);
  }

  /** A running request holds what is here of its prefix: it is not evicted until `release`. */
  hold({ application, session }: PrefixKeys): Held {
    const held = [application, session].flatMap((key) => this.entries.get(key) ?? []);
    for (const entry of held) {
      if (entry.pins++ === 0) {
        this.unpinned -= entry.blocks;
        this.pinned += entry.blocks;
      }
    }
    return held;
  }

  release(held: Held): void {
    for (const entry of held) {
      if (--entry.pins === 0) {
        this.pinned -= entry.blocks;
        this.unpinned += entry.blocks;
      }
      this.touch(entry.key);
    }
  }

  /** The last used is the last to go. */
  touch(key: string): void {
    const entry = this.entries.get(key);
    if (entry !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
  }

  /** Keeps so many blocks under a key, if it had fewer. Returns how many were added. */
  store(key: string, blocks: number): number {
    const entry = this.entries.get(key) ?? { key, blocks: 0, pins: 0 };
    const added = Math.max(0, blocks - entry.blocks);
    entry.blocks += added;
    if (entry.pins === 0) {
      this.unpinned += added;
    } else {
      this.pinned += added;
    }
    this.entries.delete(key);
    this.entries.set(key, entry);
    return added;
  }

  /** Drops what was unused longest; undefined when everything is held. */
  evict(): { readonly key: string; readonly blocks: number } | undefined {
    for (const entry of this.entries.values()) {
      if (entry.pins === 0) {
        this.entries.delete(entry.key);
        this.unpinned -= entry.blocks;
        return entry;
      }
    }
    return undefined;
  }

  /** Everything that no request holds. Returns how many blocks that were. */
  clear(): number {
    const before = this.unpinned;
    while (this.unpinned > 0) {
      this.evict();
    }
    return before;
  }

  blocksOf(key: string): number {
    return this.entries.get(key)?.blocks ?? 0;
  }

  remove(key: string): void {
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.pins === 0) {
      this.entries.delete(key);
      this.unpinned -= entry.blocks;
    }
  }
}
