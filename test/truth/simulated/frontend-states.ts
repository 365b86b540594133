import type { Read } from './simulated-run.ts';
import type { Reading } from './states.ts';

/** What each frontend has in hand when it is scraped, from the story and not from its page. */
export const frontendReaders: { readonly [name: string]: Read } = {
  'active requests': (simulation, { labels }): readonly Reading[] => {
    const number = /dynamo-frontend-(\d+)$/.exec(labels['pod'] ?? '')?.[1];
    const active = number === undefined ? undefined : simulation.active[Number(number)];
    return active === undefined ? [] : [{ labels: {}, value: active.size }];
  },
};
