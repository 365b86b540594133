/** The door for code that runs in a worker and answers a page from stores of its own. */
export { serveStores } from './embedded/serve-stores.ts';
export type { SimulatedStores } from './embedded/simulated-stores.ts';
