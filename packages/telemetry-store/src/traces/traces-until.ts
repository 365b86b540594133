import type { TimeRangeNs, Traces } from './trace-store.ts';
import { Trace } from './trace.ts';

/**
 * The traces of a store as they were at some time: a span is there once it has ended, so that a request under way shows
 * its finished parts and no root.
 */
export class TracesUntil implements Traces {
  constructor(
    private readonly all: Traces,
    private readonly nowNs: bigint
  ) {}

  trace(id: string): Trace | undefined {
    const [trace] = this.finished(this.all.trace(id));
    return trace;
  }

  traces(range?: TimeRangeNs): readonly Trace[] {
    return this.all
      .traces(range)
      .flatMap((trace) => this.finished(trace))
      .filter(({ endNs }) => range === undefined || endNs >= range.startNs);
  }

  private finished(trace: Trace | undefined): readonly Trace[] {
    if (trace === undefined || trace.endNs <= this.nowNs) {
      return trace === undefined ? [] : [trace];
    }
    const spans = trace.spans.filter(({ endNs }) => endNs <= this.nowNs);
    return spans.length === 0 ? [] : [new Trace(trace.traceId, spans)];
  }
}
