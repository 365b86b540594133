import type { Attempt, EngineKind } from '@dynamo-observability/simulator';

import { endOf, ofWorkers } from './attempt-happenings.ts';
import type { LabelValues, Observation } from './observations.ts';
import type { SimulatedRun } from './simulated-run.ts';

/** What engines know of requests that ended on them. An engine that says nothing of a thing is left out. */

const has = (engines: readonly EngineKind[], { labels }: Observation): boolean =>
  engines.some((engine) => engine === labels['engine']);

export const ofEngines = (engines: readonly EngineKind[], all: readonly Observation[]): Observation[] =>
  all.filter((each) => has(engines, each));

/** Its client left, in the midst of its answer or before it. */
const isCutOff = ({ end }: Attempt): boolean => end === 'cancelled';

/** Of attempts that ended, one value each. vLLM counts those that are cut off too. */
export const ofEnded = (
  run: SimulatedRun,
  engines: readonly EngineKind[],
  cutOff: 'with' | 'without',
  value: (attempt: Attempt, at: number) => number | undefined,
  labels: (attempt: Attempt) => LabelValues = () => ({})
): Observation[] =>
  ofEngines(
    engines,
    ofWorkers(run, (attempt) => {
      const at = endOf(attempt);
      const measured = at === undefined || (cutOff === 'without' && isCutOff(attempt)) ? undefined : value(attempt, at);
      return measured === undefined ? [] : { at, value: measured, labels: labels(attempt) };
    })
  );

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from;

export const waited = ({ received, prefillStart }: Attempt): number | undefined => between(received, prefillStart);
export const computed = ({ prefillStart, prefillEnd }: Attempt): number | undefined =>
  between(prefillStart, prefillEnd);
export const answered = ({ prefillEnd }: Attempt, at: number): number | undefined => between(prefillEnd, at);

/** Of one with more than one token. */
export function perToken(attempt: Attempt, at: number): number | undefined {
  const seconds = answered(attempt, at);
  return attempt.generated > 1 && seconds !== undefined ? seconds / (attempt.generated - 1) : undefined;
}

/** What a prefill worker makes is a single token, of which its answer is not made. */
export const tokensMade = ({ phase, generated }: Attempt): number => (phase === 'prefill' ? 1 : generated);

export const cutOffs = (run: SimulatedRun): Observation[] =>
  ofWorkers(run, (attempt) => (isCutOff(attempt) ? { at: endOf(attempt), value: 1 } : []));

/** As vLLM and TensorRT-LLM say why one ended: a prefill worker stops at the length of one token. */
export const reasonOf = (attempt: Attempt): LabelValues => ({
  finished_reason: isCutOff(attempt) ? 'abort' : attempt.phase === 'prefill' ? 'length' : 'stop',
});
