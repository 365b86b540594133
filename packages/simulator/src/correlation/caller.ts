import type { RequestRecord } from '../ledger/request-record.ts';
import { hashText } from '../random/random.ts';

/** What a client sent along: a trace of its own, an id of its own. */
export interface Caller {
  /** Its span, from `traceparent`. */
  readonly parentId: string | undefined;
  readonly requestId: string | undefined;
}

/** Every third request comes with a `traceparent`, every fourth with an `x-request-id`. */
export function callerOf({ index, traceId }: RequestRecord): Caller {
  return {
    parentId: index % 3 === 1 ? hashText(traceId).toString(16).padStart(8, '0') + '5c11e7a1' : undefined,
    requestId: index % 4 === 3 ? `client-${String(index).padStart(5, '0')}` : undefined,
  };
}
