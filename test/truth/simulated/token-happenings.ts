import type { Attempt, RequestRecord } from '@dynamo-observability/simulator';

import type { Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** The tokens of one attempt, by their true times. */
interface Tokens {
  /** How many it had made by then. */
  until(at: number): number;
  /** Seconds from its first token to the last of so many. */
  seconds(count: number): number;
}

function tokensOf(run: SimulatedRun, request: RequestRecord, attempt: Attempt): Tokens | undefined {
  const before = request.attempts.slice(0, request.attempts.indexOf(attempt));
  const first = before.reduce((sum, { phase, generated }) => sum + (phase === 'prefill' ? 0 : generated), 0);
  const timeOf = (number: number): number => run.simulation.tokenTime(request, first + number) ?? Infinity;
  const most = attempt.ended === undefined ? request.wantedTokens : attempt.generated;
  return attempt.phase === 'prefill' || !Number.isFinite(timeOf(0))
    ? undefined
    : {
        until: (at) => {
          let [low, high] = [0, most];
          while (low < high) {
            const middle = (low + high) >>> 1;
            [low, high] = timeOf(middle) <= at ? [middle + 1, high] : [low, middle];
          }
          return low;
        },
        seconds: (count) => (count < 2 ? 0 : timeOf(count - 1) - timeOf(0)),
      };
}

/**
 * Gaps between tokens on each worker of an engine that tells them, as they were made from one of its scrapes to the next: their
 * mean, and how many.
 */
export function tokenGaps(run: SimulatedRun): Observation[] {
  const scrapes = run.states('generatedTokens', [], 'sum').growth();
  return run.simulation.ledger.requests.flatMap((request) =>
    request.attempts.flatMap((attempt) => {
      const worker = run.simulation.workers[attempt.worker];
      const tokens = tokensOf(run, request, attempt);
      if (worker === undefined || tokens === undefined) {
        return [];
      }
      let told = 0;
      // What it made last is told by the first scrape after it.
      const end = Math.min(worker.endedAt ?? Infinity, (attempt.ended ?? Infinity) + run.interval);
      return scrapes
        .filter(({ at, labels }) => labels['instance'] === worker.instance && at > attempt.received && at <= end)
        .flatMap((scrape): Observation[] => {
          const made = tokens.until(scrape.at);
          const count = Math.max(0, made - 1) - Math.max(0, told - 1);
          const seconds = tokens.seconds(made) - tokens.seconds(told);
          told = made;
          return count > 0 ? [{ ...scrape, value: seconds / count, count }] : [];
        });
    })
  );
}
