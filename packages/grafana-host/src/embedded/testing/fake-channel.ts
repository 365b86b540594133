import type { FromWorker, ToWorker } from '../messages.ts';
import type { Channel } from '../worker-calls.ts';

/** A worker that answers when the test says so. */
export class FakeChannel implements Channel {
  readonly sent: ToWorker[] = [];
  private listener: (event: { readonly data: FromWorker }) => void = () => undefined;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  addEventListener(_type: 'message', listener: (event: { readonly data: FromWorker }) => void): void {
    this.listener = listener;
  }

  answer(message: FromWorker): void {
    this.listener({ data: message });
  }
}
