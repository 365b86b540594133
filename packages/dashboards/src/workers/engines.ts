import { highest, mean, or, sum, value } from '@dynamo-observability/query';
import { mocker, sglang, trtllm, vllm, worker } from '@dynamo-observability/signals';

/**
 * One vocabulary for vLLM, SGLang, TensorRT-LLM and the mocker. Each question is asked of every engine by its own name; a worker
 * answers under one of them. Dynamo's own portable family comes first where it exists.
 */
const byWorker = { by: ['instance'] } as const;

/** Share of the KV cache in use, 0 to 1, of the fullest rank of each worker. */
export const kvUse = [
  highest(value(worker.gpuCacheUsage), byWorker),
  highest(value(vllm.kvCacheUsage), byWorker),
  highest(value(sglang.tokenUsage), byWorker),
  highest(value(trtllm.kvCacheUtilization), byWorker),
  highest(value(mocker.trtllmKvCacheUsage), byWorker),
].reduce((all, next) => or(all, next));

/** Requests that wait in the engine of each worker. */
export const waiting = [
  sum(value(vllm.waiting), byWorker),
  sum(value(sglang.queued), byWorker),
  sum(value(mocker.trtllmWaiting), byWorker),
].reduce((all, next) => or(all, next));

/** Mean time between tokens at each worker, in seconds. */
export const workerItl = [
  mean(vllm.interTokenLatency, byWorker),
  mean(sglang.interTokenLatency, byWorker),
  mean(mocker.trtllmInterTokenLatency, byWorker),
].reduce((all, next) => or(all, next));
