import type { EvidenceSignal } from '@dynamo-observability/dashboards';

import type { EvidenceRequest } from './evidence-request.ts';

/** A request with its part in what the point shows. */
export interface Contribution {
  readonly request: EvidenceRequest;
  /** What it adds, in the unit of the signal; undefined where the request does not tell. */
  readonly amount: number | undefined;
  /** Its part in the sum over all found requests, 0 to 1. */
  readonly share: number | undefined;
}

/** Tokens in a KV block where the installation does not say; Dynamo's default. */
const defaultBlockSize = 16;

/**
 * What a request adds to the value of a point: to a mean latency its own latency, to a hit rate the prompt tokens that were not in
 * any cache, to KV use the tokens it holds, to power the tokens that were generated for it, to an error count one.
 */
export function amountOf(signal: EvidenceSignal, request: EvidenceRequest): number | undefined {
  switch (signal) {
    case 'ttft':
    case 'queue':
      return request.ttftMs;
    case 'itl':
      return request.itlMs;
    case 'duration':
      return request.durationMs;
    case 'hit-rate':
      return missedTokens(request);
    case 'kv':
      return sumOf(request.inputTokens, request.outputTokens);
    case 'gpu-power':
      return sumOf(request.outputTokens, missedTokens(request));
    case 'errors':
      return request.outcome === 'error' ? 1 : undefined;
  }
}

/** Prompt tokens that had to be computed: those outside the blocks that the worker was believed to hold. */
export function missedTokens({ inputTokens, overlapBlocks }: EvidenceRequest): number | undefined {
  return inputTokens === undefined ? undefined : Math.max(0, inputTokens - (overlapBlocks ?? 0) * defaultBlockSize);
}

function sumOf(...parts: ReadonlyArray<number | undefined>): number | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, part) => sum + part, 0);
}

/** The requests, the largest contribution first; those that do not tell stand last, the latest first. */
export function byContribution(signal: EvidenceSignal, requests: readonly EvidenceRequest[]): readonly Contribution[] {
  const amounts = requests.map((request) => ({ request, amount: amountOf(signal, request) }));
  const total = sumOf(...amounts.map(({ amount }) => amount));
  return amounts
    .map(({ request, amount }) => ({
      request,
      amount,
      share: amount === undefined || total === undefined || total === 0 ? undefined : amount / total,
    }))
    .sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1) || b.request.startMs - a.request.startMs);
}
