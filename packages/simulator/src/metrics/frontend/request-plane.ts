import { frontend } from '@dynamo-observability/signals';

import { bounds } from './bounds.ts';
import type { FrontendContext, FrontendPart } from './frontend-part.ts';

/** Bytes of one message to a worker, and of one prompt token in it. */
const messageBytes = 1200;
const tokenBytes = 2.7;

/** The way to the workers. Answers come back over connections that the workers open, so nothing is received here. */
export function requestPlane({ page, random, world }: FrontendContext): FrontendPart {
  let inflight = 0;
  let natsErrors = 0;
  let last: number | undefined;
  page.touchHistogram(frontend.requestPlaneQueueDuration, {}, bounds.requestPlane);
  page.touchHistogram(frontend.requestPlaneSendDuration, {}, bounds.requestPlane);
  page.touchHistogram(frontend.requestPlaneRoundtripTtft, {}, bounds.roundtrip);
  page.touch(frontend.tcpBytesSent);
  page.touch(frontend.tcpBytesReceived);
  page.touch(frontend.tcpErrors);
  page.touch(frontend.tcpAcceptBackoffs);

  return {
    routed(_request, attempt) {
      inflight++;
      page.observe(frontend.requestPlaneQueueDuration, {}, random.logNormal(0.00005, 0.3), bounds.requestPlane);
      // What is received then is the message; the blocks of the prompt come on their own.
      page.observe(frontend.requestPlaneSendDuration, {}, attempt.received - attempt.sent, bounds.requestPlane);
      page.add(frontend.tcpBytesSent, {}, Math.round(messageBytes + tokenBytes * attempt.promptTokens));
    },
    prefillEnded(_request, attempt, _worker, at) {
      page.observe(frontend.requestPlaneRoundtripTtft, {}, at - attempt.sent, bounds.roundtrip);
    },
    firstToken(request, at) {
      const attempt = request.attempts.at(-1);
      if (attempt?.phase === 'decode') {
        page.observe(frontend.requestPlaneRoundtripTtft, {}, at - attempt.sent, bounds.roundtrip);
      }
    },
    attemptEnded(_request, attempt) {
      inflight = Math.max(0, inflight - 1);
      if (attempt.end === 'worker-lost') {
        page.add(frontend.tcpErrors, {}, 1);
      }
    },
    refresh(at) {
      page.set(frontend.requestPlaneInflightRequests, {}, inflight);
      // A backlog makes publishing time out now and then: up to once a second.
      const backlog = world.scenario.nats ? world.faults.strength('nats-backlog', at) : 0;
      natsErrors += backlog * (at - (last ?? at));
      last = at;
      if (natsErrors >= 1) {
        page.add(frontend.natsErrors, { error_type: 'publish_failed' }, Math.floor(natsErrors));
        natsErrors %= 1;
      }
    },
  };
}
