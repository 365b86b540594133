import type { RequestRecord } from '@dynamo-observability/simulator';

import type { LabelValues, Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What frontends did with requests before and after workers had them, from the ledger. */
const ofRequests = (
  run: SimulatedRun,
  take: (request: RequestRecord) => ReadonlyArray<{ at: number; value: number; labels?: LabelValues }>
): Observation[] =>
  run.simulation.ledger.requests.flatMap((request) =>
    take(request).map(({ at, value, labels = {} }) => ({
      at,
      value,
      labels: { model: request.model, ...labels },
      source: run.frontend(request),
    }))
  );

const whenPrepared = (run: SimulatedRun, value: (request: RequestRecord) => number): Observation[] =>
  ofRequests(run, (request) =>
    request.preprocessed === undefined ? [] : [{ at: request.preprocessed, value: value(request) }]
  );

/** Seconds. */
export const templates = (run: SimulatedRun): Observation[] =>
  whenPrepared(run, ({ templateSeconds }) => templateSeconds);
export const tokenizing = (run: SimulatedRun): Observation[] =>
  whenPrepared(run, ({ tokenizeSeconds }) => tokenizeSeconds);
export const preparing = (run: SimulatedRun): Observation[] =>
  whenPrepared(run, ({ templateSeconds, tokenizeSeconds }) => templateSeconds + tokenizeSeconds);

/** 1 for a prompt of which the tokenizer had seen a part, 0 for a new one. */
export const seenPrompts = (run: SimulatedRun): Observation[] =>
  whenPrepared(run, ({ tokenizerCachedTokens }) => (tokenizerCachedTokens > 0 ? 1 : 0));
export const seenTokens = (run: SimulatedRun): Observation[] =>
  whenPrepared(run, ({ tokenizerCachedTokens }) => tokenizerCachedTokens);
export const preparedTokens = (run: SimulatedRun): Observation[] => whenPrepared(run, ({ inputTokens }) => inputTokens);

/** Milliseconds of the tokenizer, told with the first token. */
export const tokenizerCalls = (run: SimulatedRun): Observation[] =>
  ofRequests(run, ({ firstToken, tokenizeSeconds }) =>
    firstToken === undefined
      ? []
      : [{ at: firstToken, value: 1000 * tokenizeSeconds, labels: { operation: 'tokenize' } }]
  );

/** Seconds from sending a request to a worker to its first answer; a disaggregated one goes twice. */
export const roundTrips = (run: SimulatedRun): Observation[] =>
  ofRequests(run, ({ attempts, firstToken }) => {
    const trips = attempts.flatMap(({ phase, sent, prefillEnd }) =>
      phase === 'decode' || prefillEnd === undefined ? [] : [{ at: prefillEnd, value: prefillEnd - sent }]
    );
    const answering = attempts.findLast(({ sent }) => firstToken !== undefined && sent <= firstToken);
    return firstToken === undefined || answering?.phase !== 'decode'
      ? trips
      : [...trips, { at: firstToken, value: firstToken - answering.sent }];
  });
