import { acceptedBody, type JsonApi } from '../api/json-api.ts';
import type { EmbeddedSource } from './messages.ts';
import { captureWorker, WorkerCalls, type StartWorker } from './worker-calls.ts';

/** Loki's or Tempo's API on an embedded store. */
export class WorkerApi implements JsonApi {
  constructor(
    private readonly calls: () => WorkerCalls,
    private readonly source: EmbeddedSource,
    /** What "now" is to the store: a replay lives in another time. */
    private readonly now: () => number = Date.now
  ) {}

  async get(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<unknown> {
    const request = { source: this.source, path, query: params.toString(), nowMs: this.now() };
    const { status, body } = await this.calls().call('get', request, signal);
    return acceptedBody(status, body);
  }
}

/**
 * Opens embedded logs and traces. They share a worker of their own, which starts with the first question and reads its files then:
 * until someone asks, they cost nothing, and they never hold up the metrics.
 */
export function embeddedApis(
  now?: () => number,
  start: StartWorker = captureWorker
): (source: EmbeddedSource) => JsonApi {
  let started: WorkerCalls | undefined;
  const calls = (): WorkerCalls => (started ??= new WorkerCalls(start()));
  return (source) => new WorkerApi(calls, source, now);
}
