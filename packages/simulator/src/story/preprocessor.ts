import type { Faults } from '../faults/fault.ts';
import type { RequestRecord } from '../ledger/request-record.ts';
import type { Random } from '../random/random.ts';
import type { EventQueue } from './event-queue.ts';

const TEMPLATE_SECONDS = 0.00015;
const TOKENS_PER_SECOND = 900_000;

/** Chat template and tokenizer of the frontends, and what keeps their event loop. */
export class Preprocessor {
  constructor(
    private readonly events: EventQueue,
    private readonly faults: Faults,
    private readonly random: Random
  ) {}

  /** @param cached prompt tokens that the tokenizer has seen before */
  prepare(request: RequestRecord, cached: number, done: () => void): void {
    const { now } = this.events;
    const slow = 1 + 60 * this.faults.strength('tokenizer-slow', now);
    request.tokenizerCachedTokens = Math.min(cached, request.inputTokens);
    request.templateSeconds = TEMPLATE_SECONDS * this.random.uniform(0.8, 1.4);
    request.tokenizeSeconds =
      (slow * (request.inputTokens - request.tokenizerCachedTokens)) / TOKENS_PER_SECOND + 0.0001;
    const blocked = this.faults.strength('event-loop-blocked', now);
    const held = blocked === 0 ? 0 : this.random.uniform(0, 1.5 * blocked);
    this.events.after(request.templateSeconds + request.tokenizeSeconds + held, done);
  }
}
