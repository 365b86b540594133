import { placeOf } from './attempt-happenings.ts';
import type { LabelValues, Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** KV that went from prefill to decode workers. */

type Transfer = SimulatedRun['story']['transfers'][number];
export type Measure = (transfer: Transfer) => number;
type Side = 'sender' | 'receiver';

/** Seconds that the blocks were under way: what a decode attempt took to come beyond the hop that every request takes. */
export function secondsOf({ request, attempt, at }: Transfer): number {
  const hop = request.attempts[0];
  return at - attempt.sent - (hop === undefined ? 0 : hop.received - hop.sent);
}

/** As the processes on these sides count them. */
export const transfers = (run: SimulatedRun, sides: readonly Side[], measure: Measure): Observation[] =>
  run.story.transfers.flatMap((transfer) => {
    const { request, attempt, at } = transfer;
    const sender = request.attempts.findLast(({ phase, number }) => phase === 'prefill' && number <= attempt.number);
    const at2 = { sender: sender?.worker, receiver: attempt.worker };
    return sides.flatMap((side) => {
      const worker = run.simulation.workers[at2[side] ?? -1];
      const lives = worker !== undefined && (worker.endedAt === undefined || worker.endedAt > at);
      return lives ? [{ at, value: measure(transfer), labels: namesOf(worker), source: run.worker(worker.index) }] : [];
    });
  });

const namesOf = (worker: Parameters<typeof placeOf>[0]): LabelValues => ({
  ...placeOf(worker),
  agent_name: worker.name,
});

/** A decode worker was lost while KV was on its way to it: the sender's agent sees it. */
export const lostPeers = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    request.attempts.flatMap((attempt, index) => {
      const sender = run.simulation.workers[request.attempts[index - 1]?.worker ?? -1];
      const { phase, end, ended, transferEnd } = attempt;
      return phase === 'decode' && end === 'worker-lost' && transferEnd === undefined && ended !== undefined && sender
        ? [{ at: ended, value: 1, labels: { status: 'NIXL_ERR_REMOTE_DISCONNECT' }, source: run.worker(sender.index) }]
        : [];
    })
  );
