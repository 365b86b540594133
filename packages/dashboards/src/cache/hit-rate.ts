import { mean, observedSum, oneOf, per, rate, relative, sum } from '@dynamo-observability/query';
import { frontend, router } from '@dynamo-observability/signals';

/** A disaggregated request passes the router twice; the decode pass sees the same prompt again (captures/FINDINGS.md 2). */
export const firstPass = { phase: oneOf('aggregated', 'prefill') };

/**
 * Mean cached tokens over mean prompt tokens. A prompt is observed when it arrives, its cached part when its answer comes, so the
 * ratio of their rates mixes different requests: on captures/long it reaches 337 %. Each mean is over whole requests.
 */
export const observedHitRate = relative(mean(frontend.cachedTokens), mean(frontend.inputSequenceTokens));

const routedTokens = sum(observedSum(router.inputSequenceTokens, firstPass));

/** Cached prefix tokens per second that the router expects of the workers it chooses, and of the best ones that it could choose. */
export const selectedTokens = sum(rate(router.kvSelectedCachedPrefixTokens, firstPass));
export const bestTokens = sum(rate(router.kvBestEligibleCachedPrefixTokens, firstPass));

export const predictedTokenHitRate = per(selectedTokens, routedTokens);
export const bestTokenHitRate = per(bestTokens, routedTokens);
