import { answerTokens, cachedTokens, cancelled, ended, madeTokens, offered, promptTokens } from '../happenings.ts';
import type { Observation } from '../observations.ts';
import type { SimulatedRun } from '../simulated-run.ts';
import { lines, mean, optional, rate, ratio, type PanelTruth } from '../truth.ts';

/** Labels of the series of requests that began, and of those that ended. */
const began = ['model', 'endpoint', 'request_type'];
const over = [...began, 'status', 'error_type'];

/** What a client did wrong is not the installation's failure. */
const mistakes = new Set(['validation', 'not_found', 'not_implemented']);

const having = (all: readonly Observation[], label: string, holds: (value: string) => boolean): Observation[] =>
  all.filter(({ labels }) => holds(labels[label] ?? ''));

/** Load, errors, tokens and cache of the page Dynamo. */
export function dynamoTruths(run: SimulatedRun): { readonly [panel: string]: PanelTruth } {
  const requests = ended(run);
  const errors = having(requests, 'status', (status) => status === 'error');
  const byType = (holds: (type: string) => boolean) =>
    rate(run.observed(having(errors, 'error_type', holds), [], over));
  const lengths = (all: readonly Observation[], by: readonly string[]) => run.observed(all, by, ['model']);
  const succeeded = rate(
    run.observed(
      having(requests, 'status', (status) => status === 'success'),
      [],
      over
    )
  );
  return {
    'request-rate': { A: rate(run.observed(offered(run), ['model', 'endpoint'], began)) },
    'offered-and-completed': {
      A: rate(run.observed(offered(run), [], began)),
      B: lines({
        succeeded,
        'client cancel': optional(byType((type) => type === 'cancelled')),
        'client mistake': optional(byType((type) => mistakes.has(type))),
      }),
    },
    'errors-by-type': { A: rate(run.observed(errors, ['error_type'], over)) },
    cancellations: { A: rate(run.observed(cancelled(run), ['model', 'request_type'], began)) },
    'token-rate': {
      A: rate(lengths(promptTokens(run), ['model'])),
      B: rate(lengths(madeTokens(run), ['model'])),
    },
    'mean-lengths': {
      A: mean(lengths(promptTokens(run), ['model'])),
      B: mean(lengths(answerTokens(run), ['model'])),
    },
    'hit-rate-by-model': {
      A: ratio(mean(lengths(cachedTokens(run), ['model'])), mean(lengths(promptTokens(run), ['model']))),
    },
    'cache-hit-rate': {
      A: lines({ observed: ratio(mean(lengths(cachedTokens(run), [])), mean(lengths(promptTokens(run), []))) }),
    },
  };
}
