import { describe, expect, it } from 'vitest';

import { PrefixCache, type PrefixKeys } from './prefix-cache.ts';

const session = (number: number): PrefixKeys => ({ application: 'a', applicationBlocks: 10, session: `s${number}` });

describe('the cache of prefixes', () => {
  it('knows a session only behind its whole system prompt', () => {
    const cache = new PrefixCache();
    cache.store('s1', 5);
    expect(cache.found(session(1))).toBe(0);
    cache.store('a', 4);
    expect(cache.found(session(1))).toBe(4);
    cache.store('a', 10);
    expect(cache.found(session(1))).toBe(15);
    expect(cache.found(session(2))).toBe(10);
  });

  it('evicts what was unused longest, and nothing that is held', () => {
    const cache = new PrefixCache();
    cache.store('a', 10);
    cache.store('s1', 5);
    cache.store('s2', 7);
    const held = cache.hold(session(1));
    expect([cache.pinnedBlocks, cache.cachedBlocks]).toEqual([15, 7]);
    expect(cache.evict()).toMatchObject({ key: 's2', blocks: 7 });
    expect(cache.evict()).toBeUndefined();
    cache.release(held);
    expect([cache.pinnedBlocks, cache.cachedBlocks]).toEqual([0, 15]);
    expect(cache.evict()).toMatchObject({ key: 'a' });
  });

  it('counts one entry that two hold once, and frees it with the last', () => {
    const cache = new PrefixCache();
    cache.store('a', 10);
    const [first, second] = [cache.hold(session(1)), cache.hold(session(2))];
    expect(cache.pinnedBlocks).toBe(10);
    cache.release(first);
    expect(cache.pinnedBlocks).toBe(10);
    cache.release(second);
    expect([cache.pinnedBlocks, cache.cachedBlocks]).toEqual([0, 10]);
  });

  it('adds only what is new, and grows nothing smaller', () => {
    const cache = new PrefixCache();
    expect([cache.store('s1', 5), cache.store('s1', 8), cache.store('s1', 3)]).toEqual([5, 3, 0]);
    expect(cache.cachedBlocks).toBe(8);
    expect([cache.clear(), cache.cachedBlocks]).toEqual([8, 0]);
  });
});
