import { worker as families } from '@dynamo-observability/signals';

import type { Attempt } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import type { Instruments } from '../instruments.ts';
import * as buckets from './buckets.ts';

/** A request travels as JSON: its prompt as token ids, and settings. About what the captured workers received. */
const BYTES_PER_REQUEST = 700;
const BYTES_PER_PROMPT_TOKEN = 6;
/** Each token leaves in a message of its own. */
const BYTES_PER_ANSWERED_TOKEN = 220;
const POOL_CAPACITY = 10_000;
const QUEUE_CAPACITY = 40_000;
const none = {};

/** What Dynamo's own code in a worker counts of requests: the endpoint, and the way from the network to the engine. */
export class RequestHandler {
  private readonly generate: { readonly dynamo_endpoint: string; readonly model: string; readonly model_name?: string };
  private readonly failedPublish: RequestHandler['generate'] & { readonly error_type: string };

  constructor(
    private readonly to: Instruments,
    worker: WorkerState
  ) {
    const { model, engine } = worker.deployment;
    this.generate = { dynamo_endpoint: 'generate', model, ...(engine === 'sglang' ? {} : { model_name: model }) };
    this.failedPublish = { ...this.generate, error_type: 'publish_response' };
    this.touchEndpoint(this.generate);
    for (const family of [families.rejectedRequests, families.enqueueRejected]) {
      to.touch(family, none);
    }
    to.touchHistogram(families.permitWait, none, buckets.permitWait);
    to.set(families.poolCapacity, none, POOL_CAPACITY);
    to.set(families.queueCapacity, none, QUEUE_CAPACITY);
    to.set(families.queueDepth, none, 0);
    to.set(families.queuedRequests, none, 0);
    for (let rank = 0; rank < worker.pool.ranks; rank++) {
      this.answerIndexQuery({ dynamo_endpoint: `worker_kv_query_source_${worker.idHex.slice(-11)}${rank}` });
    }
  }

  received(attempt: Attempt, transitSeconds: number): void {
    this.to.add(families.requests, this.generate, 1);
    this.to.add(
      families.requestBytes,
      this.generate,
      BYTES_PER_REQUEST + BYTES_PER_PROMPT_TOKEN * attempt.promptTokens
    );
    this.to.observe(families.networkTransit, none, Math.max(0, transitSeconds), buckets.networkTransit);
  }

  firstResponse(seconds: number): void {
    this.to.observe(families.timeToFirstResponse, none, seconds, buckets.firstResponse);
  }

  ended(attempt: Attempt, at: number, cancelled: boolean): void {
    this.to.observe(families.requestDuration, this.generate, at - attempt.received, buckets.requestDuration);
    this.to.add(families.responseBytes, this.generate, BYTES_PER_ANSWERED_TOKEN * Math.max(1, attempt.generated));
    if (cancelled) {
      this.to.add(families.cancellations, this.generate, 1);
      this.to.add(families.errors, this.failedPublish, 1);
    }
  }

  refresh(worker: WorkerState, at: number, inside: number): void {
    this.to.set(families.inflightRequests, this.generate, inside);
    this.to.set(families.engineRequests, none, inside);
    this.to.set(families.poolActiveTasks, none, inside);
    this.to.set(families.uptime, none, at - worker.startedAt);
  }

  private touchEndpoint(labels: { readonly dynamo_endpoint: string }): void {
    for (const family of [families.requests, families.requestBytes, families.responseBytes, families.cancellations]) {
      this.to.touch(family, labels);
    }
    this.to.set(families.inflightRequests, labels, 0);
    this.to.touchHistogram(families.requestDuration, labels, buckets.requestDuration);
  }

  /** A frontend asks each rank once, at its start, what it has cached: as captured, 472 bytes there and 89 back. */
  private answerIndexQuery(labels: { readonly dynamo_endpoint: string }): void {
    const seconds = 0.0007;
    this.touchEndpoint(labels);
    this.to.add(families.requests, labels, 1);
    this.to.add(families.requestBytes, labels, 472);
    this.to.add(families.responseBytes, labels, 89);
    this.to.observe(families.requestDuration, labels, seconds, buckets.requestDuration);
    this.to.observe(families.networkTransit, none, 0.0005, buckets.networkTransit);
    this.to.observe(families.timeToFirstResponse, none, seconds, buckets.firstResponse);
  }
}
