import { frontend, worker } from '@dynamo-observability/signals';

import { bounds } from './bounds.ts';
import { noLabels, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** The frontend sleeps so long, again and again, and measures how late it wakes. */
const sleepSeconds = 0.01;
/** What counts as a stall. */
const stallSeconds = 0.005;
const threads = ['0', '1', '2', '3'].map((thread) => ({ worker: thread }));

/** The threads of the process: how late timers fire, how long polls take. */
export function runtime(context: FrontendContext): FrontendPart {
  const { world, identity, page } = context;
  const startedAt = 0;
  let last = startedAt;
  eventLoopFamilies(context);
  return {
    refresh(at) {
      const blocked = world.faults.strength('event-loop-blocked', at);
      page.set(worker.uptime, { worker_id: identity.idHex }, at - startedAt);
      sleeps(context, at - last, blocked);
      tokio(context, at - last, blocked);
      last = at;
    },
  };
}

function eventLoopFamilies({ page }: FrontendContext): void {
  page.touchHistogram(frontend.eventLoopDelay, noLabels, bounds.eventLoopDelay);
  page.touch(frontend.eventLoopStalls);
  for (const thread of threads) {
    page.touch(frontend.tokioWorkerOverflows, thread);
  }
  page.touch(frontend.tokioForcedYields);
  page.touch(frontend.tokioQueueOverloadWarnings);
}

/** Kinds of delay and their share of all sleeps; a blocked loop makes the long ones common. */
const delays = (blocked: number): ReadonlyArray<{ seconds: number; share: number }> => [
  { seconds: 0.0013, share: 0.975 * (1 - blocked / 2) },
  { seconds: 0.003, share: 0.015 },
  { seconds: 0.008, share: 0.01 + 0.1 * blocked },
  { seconds: 0.06, share: 0.25 * blocked },
  { seconds: 0.3, share: 0.12 * blocked },
];

function sleeps({ page, random }: FrontendContext, seconds: number, blocked: number): void {
  const kinds = delays(blocked);
  const shares = kinds.reduce((sum, { share }) => sum + share, 0);
  const mean = kinds.reduce((sum, kind) => sum + (kind.share / shares) * kind.seconds, 0);
  const count = seconds / (sleepSeconds + mean);
  for (const { seconds: delay, share } of kinds) {
    const expected = (count * share) / shares;
    // Whole numbers whose mean is the expectation.
    const observed = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
    if (observed > 0) {
      const value = delay * random.logNormal(1, 0.15);
      page.observe(frontend.eventLoopDelay, noLabels, value, bounds.eventLoopDelay, observed);
      page.add(frontend.eventLoopStalls, noLabels, value > stallSeconds ? observed : 0);
    }
  }
}

function tokio({ page, random, world, identity }: FrontendContext, seconds: number, blocked: number): void {
  const active = world.active[identity.index]?.size ?? 0;
  const load = Math.min(1, active / 500);
  for (const thread of threads) {
    const pollNs = Math.round((23_000 + 60_000 * load + 900_000 * blocked) * random.logNormal(1, 0.1));
    page.set(frontend.tokioWorkerMeanPollTime, thread, pollNs);
    page.set(frontend.tokioWorkerBusyRatio, thread, Math.min(1000, Math.floor(pollNs / 1000)));
    page.add(
      frontend.tokioWorkerParks,
      thread,
      Math.round(seconds * (310 + 40 * Math.sqrt(active)) * (1 - blocked / 2))
    );
    page.add(frontend.tokioWorkerSteals, thread, Math.round(seconds * (80 + 30 * Math.sqrt(active))));
    page.set(frontend.tokioWorkerLocalQueueDepth, thread, Math.round(active * (0.002 + 0.2 * blocked)));
  }
  page.set(frontend.tokioGlobalQueueDepth, noLabels, Math.round(active * 0.3 * blocked));
  page.set(frontend.tokioBlockingThreads, noLabels, 0);
  page.set(frontend.tokioBlockingIdleThreads, noLabels, 0);
  page.set(frontend.tokioBlockingQueueDepth, noLabels, 0);
  page.set(frontend.tokioAliveTasks, noLabels, 62 + 8 * active);
  page.add(frontend.tokioQueueOverloadWarnings, noLabels, blocked > 0.5 ? Math.round(seconds * blocked) : 0);
}
