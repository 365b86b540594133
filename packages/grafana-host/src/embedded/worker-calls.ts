import type { FromWorker, Method, Methods, ToWorker } from './messages.ts';

/** As much of a Worker as is used, so that tests can do without one. */
export interface Channel {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
}

interface Pending {
  readonly resolve: (answer: Methods[Method]['answer']) => void;
  readonly reject: (error: Error) => void;
}

/** Calls to a worker, each with its own answer. */
export class WorkerCalls {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(private readonly channel: Channel) {
    channel.addEventListener('message', ({ data }) => this.settle(data));
  }

  /** Rejects with the words of the worker, and when `signal` says that nobody waits any more. */
  call<M extends Method>(
    method: M,
    request: Methods[M]['request'],
    signal?: AbortSignal
  ): Promise<Methods[M]['answer']> {
    const id = ++this.lastId;
    return new Promise<Methods[M]['answer']>((resolve, reject) => {
      // The worker answers a call with what its method answers.
      this.pending.set(id, { resolve: resolve, reject });
      signal?.addEventListener('abort', () => this.cancel(id), { once: true });
      this.channel.postMessage({ id, method, request } as ToWorker);
    });
  }

  private cancel(id: number): void {
    const call = this.pending.get(id);
    if (call !== undefined) {
      this.pending.delete(id);
      this.channel.postMessage({ id, method: 'cancel' });
      call.reject(new Error('The query was cancelled'));
    }
  }

  private settle(message: FromWorker): void {
    const call = this.pending.get(message.id);
    this.pending.delete(message.id);
    if ('error' in message) {
      call?.reject(new Error(message.error));
    } else {
      call?.resolve(message.answer);
    }
  }
}

/** Starts a worker with a store. */
export type StartWorker = () => Channel;

/** The worker of this package, which reads captures. A bundler finds its file by this very form of the call. */
export const captureWorker: StartWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
