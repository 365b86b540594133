import {
  exceptWhere,
  highest,
  mean,
  median,
  observedSum,
  or,
  per,
  plus,
  rate,
  scale,
  share,
  sum,
  value,
  type Expr,
  type Kind,
} from '@dynamo-observability/query';
import { mocker, sglang, trtllm, vllm, worker } from '@dynamo-observability/signals';

/**
 * One vocabulary for vLLM, SGLang, TensorRT-LLM and the mocker. Each question is asked of every engine by its own name and unit; a
 * worker answers under one of them, the first that it has. What every engine has through Dynamo stands first where it is exact,
 * last where it is second best.
 */
const byWorker = { by: ['instance'] } as const;

/** The answer of whichever engine a worker runs. */
const anyOf = <K extends Kind>(first: Expr<never, K>, ...rest: ReadonlyArray<Expr<never, K>>): Expr<never, K> =>
  rest.reduce((all, next) => or(all, next), first);

/** Share of the KV cache in use, 0 to 1, of the fullest rank of each worker. */
export const kvUse = anyOf(
  highest(value(worker.gpuCacheUsage), byWorker),
  highest(value(vllm.kvCacheUsage), byWorker),
  highest(value(sglang.tokenUsage), byWorker),
  highest(value(trtllm.kvCacheUtilization), byWorker),
  highest(value(mocker.trtllmKvCacheUsage), byWorker)
);

/** Requests in the running batch of each worker. TensorRT-LLM does not say: what Dynamo has handed to it stands in. */
export const running = anyOf(
  sum(value(vllm.running), byWorker),
  sum(value(sglang.running), byWorker),
  sum(value(mocker.trtllmRunning), byWorker),
  sum(value(worker.engineRequests), byWorker)
);

/** Requests that wait in the engine of each worker. TensorRT-LLM does not say. */
export const waiting = anyOf(
  sum(value(vllm.waiting), byWorker),
  sum(value(sglang.queued), byWorker),
  sum(value(mocker.trtllmWaiting), byWorker)
);

/** Mean time that a request waited to be scheduled, in seconds. The mocker does not say. */
export const queueTime = anyOf(
  mean(vllm.queueTime, byWorker),
  mean(sglang.queueTime, byWorker),
  mean(trtllm.queueTime, byWorker)
);

/** Requests thrown out of the batch per second because KV memory ran out: vLLM preempts, SGLang retracts (told when the request ends). */
export const preempted = anyOf(
  sum(rate(vllm.preemptions), byWorker),
  sum(observedSum(sglang.retractions), byWorker),
  sum(rate(mocker.trtllmPreemptions), byWorker)
);

/** Mean time to the first token in the engine, in seconds. */
export const engineTtft = anyOf(
  mean(vllm.timeToFirstToken, byWorker),
  mean(sglang.timeToFirstToken, byWorker),
  mean(trtllm.timeToFirstToken, byWorker),
  mean(mocker.trtllmTimeToFirstToken, byWorker)
);

/** Mean time between tokens at each worker, in seconds, weighted by tokens. */
export const workerItl = anyOf(
  mean(vllm.interTokenLatency, byWorker),
  mean(sglang.interTokenLatency, byWorker),
  mean(mocker.trtllmInterTokenLatency, byWorker)
);

/** Mean time of an output token, in seconds, each request with the same weight. SGLang and the mocker do not say. */
export const timePerOutputToken = anyOf(
  mean(vllm.timePerOutputToken, byWorker),
  mean(trtllm.timePerOutputToken, byWorker)
);

/** Mean time of a request in the engine, in seconds. */
export const engineDuration = anyOf(
  mean(vllm.requestDuration, byWorker),
  mean(sglang.requestDuration, byWorker),
  mean(trtllm.requestDuration, byWorker),
  mean(mocker.trtllmRequestDuration, byWorker)
);

/** Prompt tokens per second. SGLang counts a prompt when its request ends. */
export const promptTokens = anyOf(sum(rate(vllm.promptTokens), byWorker), sum(rate(sglang.promptTokens), byWorker));

/** Generated tokens per second. SGLang tells them as they come or, in older versions, when a request ends. */
export const generatedTokens = anyOf(
  sum(rate(vllm.generationTokens), byWorker),
  sum(rate(sglang.realtimeTokens, { mode: 'decode' }), byWorker),
  sum(rate(sglang.generationTokens), byWorker)
);

/** Engines that count what they look up in their prefix cache; there with 0 also on a worker that looks nothing up. */
const lookedUp = anyOf(sum(rate(vllm.prefixCacheQueries), byWorker), sum(rate(sglang.promptTokens), byWorker));

/**
 * Share of prompt tokens found in the prefix cache of a worker: a ratio of counters where the engine has them, else the gauge that it
 * computes, of its middle rank. TensorRT-LLM's is over the life of the engine. A worker that counts and looked nothing up has none,
 * and not its gauge's 0.
 */
export const engineHitRate = anyOf(
  per(sum(rate(vllm.prefixCacheHits), byWorker), sum(rate(vllm.prefixCacheQueries), byWorker)),
  share(sum(rate(sglang.cachedTokens), byWorker), sum(rate(sglang.promptTokens), byWorker)),
  exceptWhere(
    anyOf(
      median(value(trtllm.kvCacheHitRate), byWorker),
      median(value(sglang.cacheHitRate), byWorker),
      median(value(worker.kvCacheHitRate), byWorker)
    ),
    lookedUp,
    ['instance']
  )
);

/** Tokens that one step of speculative decoding yields, with the one that the model adds itself; vLLM leaves that one out. */
export const acceptedPerDraft = anyOf<Kind>(
  plus(per(sum(rate(vllm.specDecodeAcceptedTokens), byWorker), sum(rate(vllm.specDecodeDrafts), byWorker)), 1),
  median(value(sglang.specAcceptLength), byWorker),
  median(value(trtllm.specDecodeAcceptanceLength), byWorker)
);

/** Mean time of a KV transfer, in seconds. SGLang tells the last one, in ms. */
export const kvTransferTime = anyOf<Kind>(
  mean(trtllm.kvTransferDuration, byWorker),
  scale(median(value(sglang.kvTransferLatency), byWorker), 0.001)
);
