import type { RequestRecord } from '@dynamo-observability/simulator';

import type { LabelValues, Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What happened to requests, as observations of the frontend that had them. Times and values come from the ledger alone. */

const of = (
  run: SimulatedRun,
  take: (request: RequestRecord) => ReadonlyArray<{ at: number | undefined; value: number; labels?: LabelValues }>
): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    take(request).flatMap(({ at, value, labels = {} }) =>
      at === undefined ? [] : [{ at, value, labels: { ...base(request), ...labels }, source: run.frontend(request) }]
    )
  );

/** Labels that families of requests share. A name that nobody serves is counted as `unknown_model`. */
const base = ({ model, deployment, endpoint, stream }: RequestRecord): LabelValues => ({
  model: deployment < 0 ? 'unknown_model' : model,
  endpoint,
  request_type: stream ? 'stream' : 'unary',
});

/** Bad requests are refused while they are read, and never handed to a handler. */
const isParsed = ({ outcome }: RequestRecord): boolean => outcome !== 'validation';
const count = 1;

export const offered = (run: SimulatedRun): Observation[] =>
  of(run, (request) => (isParsed(request) ? [{ at: request.arrival, value: count }] : []));

/** Requests that ended. `status` and `error_type` as Dynamo says them. */
export const ended = (run: SimulatedRun): Observation[] =>
  of(run, (request) =>
    isParsed(request)
      ? [
          {
            at: request.ended,
            value: count,
            labels: {
              status: request.outcome === 'success' ? 'success' : 'error',
              error_type: request.outcome === 'success' ? '' : (request.outcome ?? ''),
            },
          },
        ]
      : []
  );

/** Seconds until the first token. */
export const firstTokens = (run: SimulatedRun): Observation[] =>
  of(run, ({ firstToken, arrival }) => [{ at: firstToken, value: (firstToken ?? NaN) - arrival }]);

/** Seconds from arrival to end, of all that ended. */
export const durations = (run: SimulatedRun): Observation[] =>
  of(run, (request) =>
    isParsed(request) ? [{ at: request.ended, value: (request.ended ?? NaN) - request.arrival }] : []
  );

/** Tokens of prompts, when the first token is there. */
export const promptTokens = (run: SimulatedRun): Observation[] =>
  of(run, ({ firstToken, inputTokens }) => [{ at: firstToken, value: inputTokens }]);

/** Tokens of answers, when they end. */
export const answerTokens = (run: SimulatedRun): Observation[] =>
  of(run, ({ ended: at, outputTokens }) => (outputTokens > 0 ? [{ at, value: outputTokens }] : []));

/** Prompt tokens that were found in a cache, of answers that were complete. */
export const cachedTokens = (run: SimulatedRun): Observation[] =>
  of(run, ({ ended: at, outcome, attempts }) => {
    const first = attempts.find(({ phase }) => phase !== 'decode');
    return outcome === 'success' && first !== undefined
      ? [{ at, value: first.cachedDeviceTokens + first.cachedHostTokens + first.cachedDiskTokens }]
      : [];
  });

/** Requests whose client left. */
export const cancelled = (run: SimulatedRun): Observation[] =>
  ended(run).filter(({ labels }) => labels['error_type'] === 'cancelled');

/** Gaps are counted when there are so many of them, and what is left of them at the end. */
const GAPS_TOGETHER = 64;

/** Seconds between two tokens of an answer. Gaps of one bucket that are counted together have their mean as value. */
export const tokenGaps = (run: SimulatedRun, bounds: readonly number[]): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) => {
    const { simulation } = run;
    const gaps = simulation.tokensSoFar(request) - 1;
    const shown: Observation[] = [];
    for (let from = 1; from <= gaps; from += GAPS_TOGETHER) {
      const to = Math.min(from + GAPS_TOGETHER, gaps + 1);
      const at = to - from === GAPS_TOGETHER ? simulation.tokenTime(request, to - 1) : request.ended;
      if (at !== undefined) {
        const of = { at, labels: base(request), source: run.frontend(request) };
        shown.push(...byBucket(simulation.tokenGaps(request, from, to), bounds).map((each) => ({ ...of, ...each })));
      }
    }
    return shown;
  });

type Gaps = ReadonlyArray<{ readonly seconds: number; readonly count: number }>;

function byBucket(gaps: Gaps, bounds: readonly number[]): Array<{ value: number; count: number }> {
  const buckets = new Map<number, { seconds: number; count: number }>();
  for (const { seconds, count: many } of gaps) {
    const bucket = bounds.findIndex((bound) => bound >= seconds);
    const known = buckets.get(bucket) ?? { seconds: 0, count: 0 };
    buckets.set(bucket, { seconds: known.seconds + seconds * many, count: known.count + many });
  }
  return [...buckets.values()].map(({ seconds, count: many }) => ({ value: seconds / many, count: many }));
}

/** Tokens of answers as they are made; those of half a second together. */
export const madeTokens = (run: SimulatedRun): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) => {
    const { simulation } = run;
    const tokens = simulation.tokensSoFar(request);
    const of = { value: 1, labels: base(request), source: run.frontend(request) };
    const made: Observation[] = [];
    for (let number = 0, first = 0, since: number | undefined; number < tokens; number++) {
      const at = simulation.tokenTime(request, number) ?? NaN;
      const next = simulation.tokenTime(request, number + 1) ?? Infinity;
      since ??= at;
      if (number + 1 === tokens || next - since > 0.5) {
        made.push({ ...of, at, since, count: number + 1 - first });
        first = number + 1;
        since = undefined;
      }
    }
    return made;
  });
