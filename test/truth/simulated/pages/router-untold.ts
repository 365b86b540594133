import type { PanelTruth, Untold } from '../truth.ts';

const hourBefore: Untold = { reason: 'It compares with an hour before, and the run is shorter.' };
const drawnCost: Untold = { reason: 'The story knows no cost of a decision: it is drawn at random.' };
const applied: Untold = {
  reason:
    'The story applies each event that arrives; which of them fail for one that was lost is reckoned by the page.',
};
const guessing: Untold = { reason: 'Routers hear events here, so they do not guess.' };
const shared: Untold = { reason: 'No installation of the scenario has a shared cache.' };
const indexer: Untold = { reason: 'No installation of the scenario has an indexer of its own.' };
const replicas: Untold = { reason: 'The story has no traffic between the replicas of a router.' };
const sources: Untold = { reason: 'The story has no connections, only the events that come over them.' };

/** Queries of the page Router of which the story has no number. */
export const routerUntold: { readonly [panel: string]: PanelTruth } = {
  'router-decision-cost': { A: drawnCost, B: hourBefore },
  'router-time': { A: drawnCost, B: drawnCost },
  'router-overhead': { A: drawnCost },
  'router-matching-time': { A: drawnCost, B: drawnCost },
  'router-time-spread': { A: drawnCost },
  'router-events-not-applied': { A: applied, B: hourBefore },
  'kv-events': { A: applied, B: applied },
  'router-not-applied': { A: applied, B: applied },
  'router-itl': { A: { reason: 'A router in KV mode times no gaps between tokens.' } },
  'router-kv-transfer': { A: { reason: 'The story has transfers, and no router that reckons them beforehand.' } },
  'router-event-sources': { A: sources },
  'router-source-lifecycle': { A: sources },
  'router-active-sequence-queue': { A: replicas },
  'router-remote-indexer': { A: indexer, B: indexer },
  'router-index-mutations': { A: applied },
  'router-replica-sources': { A: replicas },
  'router-replica-events': { A: replicas, B: replicas },
  'router-replica-losses': { A: replicas },
  'router-replica-reconnections': { A: replicas },
  'router-approximate-policy': { A: guessing, B: guessing },
  'router-approximate-evictions': { A: guessing },
  'router-approximate-work': { A: guessing },
  'router-approximate-wait': { A: guessing, B: guessing },
  'router-approximate-messages': { A: guessing },
  'router-approximate-fallbacks': { A: guessing },
  'router-shared-hit-rate': { A: shared },
  'router-shared-beyond': { A: shared },
  'router-shared-query-time': { A: shared, B: shared },
  'router-shared-errors': { A: shared },
  'indexer-duration': { A: indexer, B: indexer },
  'indexer-events': { A: indexer, B: indexer, C: indexer, D: indexer },
  'indexer-content': { A: indexer, B: indexer },
  'indexer-requests': { A: indexer },
  'indexer-errors': { A: indexer },
};
