import type { Attempt, RequestRecord } from '../../ledger/request-record.ts';
import type { TokenGaps, World } from '../../story/world.ts';

/** Tokens of each running answer that have been told already. */
interface Read {
  readonly attempt: Attempt;
  next: number;
}

/** Reads the gaps between tokens out of the story, each once, and gives them to the attempt that made the tokens. */
export class TokenReader {
  private readonly reads = new Map<RequestRecord, Read>();

  constructor(private readonly world: World) {}

  /** The first token of an attempt follows a wait, not a token. */
  begin(request: RequestRecord, attempt: Attempt): void {
    this.reads.set(request, { attempt, next: Math.floor(this.world.tokensSoFar(request)) + 1 });
  }

  /** New gaps of an answer until now. */
  read(request: RequestRecord, visit: (attempt: Attempt, gap: TokenGaps) => void): void {
    const read = this.reads.get(request);
    if (read === undefined) {
      return;
    }
    const until = Math.floor(this.world.tokensSoFar(request));
    if (until > read.next) {
      for (const gap of this.world.tokenGaps(request, read.next, until)) {
        visit(read.attempt, gap);
      }
      read.next = until;
    }
  }

  end(request: RequestRecord, attempt: Attempt): void {
    if (this.reads.get(request)?.attempt === attempt) {
      this.reads.delete(request);
    }
  }
}
