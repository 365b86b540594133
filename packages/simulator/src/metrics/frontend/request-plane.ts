import { frontend } from '@dynamo-observability/signals';

import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { WorkerState } from '../../story/worker.ts';
import { bounds } from './bounds.ts';
import { noLabels, type FrontendContext, type FrontendPart } from './frontend-part.ts';

/** Bytes of one message to a worker, and of one prompt token in it. */
const messageBytes = 1200;
const tokenBytes = 2.7;

/** The way to the workers. Answers come back over connections that the workers open, so nothing is received here. */
export class RequestPlane implements FrontendPart {
  private inflight = 0;
  private natsErrors = 0;
  private last: number | undefined;

  constructor(private readonly context: FrontendContext) {
    const { page } = context;
    page.touchHistogram(frontend.requestPlaneQueueDuration, noLabels, bounds.requestPlane);
    page.touchHistogram(frontend.requestPlaneSendDuration, noLabels, bounds.requestPlane);
    page.touchHistogram(frontend.requestPlaneRoundtripTtft, noLabels, bounds.roundtrip);
    page.touch(frontend.tcpBytesSent);
    page.touch(frontend.tcpBytesReceived);
    page.touch(frontend.tcpErrors);
    page.touch(frontend.tcpAcceptBackoffs);
  }

  routed(_request: RequestRecord, attempt: Attempt): void {
    const { page, random } = this.context;
    this.inflight++;
    page.observe(frontend.requestPlaneQueueDuration, noLabels, random.logNormal(0.00005, 0.3), bounds.requestPlane);
    // What is received then is the message; the blocks of the prompt come on their own.
    page.observe(frontend.requestPlaneSendDuration, noLabels, attempt.received - attempt.sent, bounds.requestPlane);
    page.add(frontend.tcpBytesSent, noLabels, Math.round(messageBytes + tokenBytes * attempt.promptTokens));
  }

  prefillEnded(_request: RequestRecord, attempt: Attempt, _worker: WorkerState, at: number): void {
    this.context.page.observe(frontend.requestPlaneRoundtripTtft, noLabels, at - attempt.sent, bounds.roundtrip);
  }

  firstToken(request: RequestRecord, at: number): void {
    const attempt = request.attempts.at(-1);
    if (attempt?.phase === 'decode') {
      this.context.page.observe(frontend.requestPlaneRoundtripTtft, noLabels, at - attempt.sent, bounds.roundtrip);
    }
  }

  attemptEnded(_request: RequestRecord, attempt: Attempt): void {
    this.inflight = Math.max(0, this.inflight - 1);
    if (attempt.end === 'worker-lost') {
      this.context.page.add(frontend.tcpErrors, noLabels, 1);
    }
  }

  refresh(at: number): void {
    const { page, world } = this.context;
    page.set(frontend.requestPlaneInflightRequests, noLabels, this.inflight);
    // A backlog makes publishing time out now and then: up to once a second.
    const backlog = world.scenario.nats ? world.faults.strength('nats-backlog', at) : 0;
    this.natsErrors += backlog * (at - (this.last ?? at));
    this.last = at;
    if (this.natsErrors >= 1) {
      page.add(frontend.natsErrors, { error_type: 'publish_failed' }, Math.floor(this.natsErrors));
      this.natsErrors %= 1;
    }
  }
}
