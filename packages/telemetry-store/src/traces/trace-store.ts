import { ExportRequestReader } from './otlp/export-request.ts';
import { OtlpError } from './otlp/otlp-error.ts';
import type { SpanRecord } from './span.ts';
import { Trace } from './trace.ts';

/** Both ends included, in Unix nanoseconds. */
export interface TimeRangeNs {
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** Traces, found by id and by time. */
export interface Traces {
  /** `id` in hex; leading zeros may be missing, as Tempo writes ids in search results. */
  trace(id: string): Trace | undefined;
  /** The traces that overlap the range, or all; the one that started last comes first. */
  traces(range?: TimeRangeNs): readonly Trace[];
}

interface Entry {
  readonly records: SpanRecord[];
  /** `spanId` and kind: an exporter that tries again must not count twice. */
  readonly known: Set<string>;
  /** Built when asked for, and again after a late span. */
  trace: Trace | undefined;
}

/** Traces in memory. Nothing is ever dropped. */
export class TraceStore implements Traces {
  private readonly entries = new Map<string, Entry>();
  private readonly reader = new ExportRequestReader();
  private newestFirst: readonly Trace[] | undefined;

  /** Reads the text of a capture: one export request in OTLP/JSON a line. Throws OtlpError with the number of the line. */
  static fromOtlp(text: string): TraceStore {
    const store = new TraceStore();
    text.split('\n').forEach((line, index) => {
      if (line.trim() !== '') {
        store.addLine(line, index + 1);
      }
    });
    return store;
  }

  /** Adds one export request, as `JSON.parse` gives it. Throws OtlpError and then adds nothing. */
  addExport(request: unknown): void {
    for (const record of this.reader.spans(request)) {
      this.addSpan(record);
    }
  }

  /** Adds one span. A span that is there already is left out. */
  addSpan(record: SpanRecord): void {
    const entry = this.entries.get(record.traceId) ?? { records: [], known: new Set<string>(), trace: undefined };
    this.entries.set(record.traceId, entry);
    const key = `${record.spanId}/${record.kind}`;
    if (!entry.known.has(key)) {
      entry.known.add(key);
      entry.records.push(record);
      entry.trace = undefined;
      this.newestFirst = undefined;
    }
  }

  trace(id: string): Trace | undefined {
    const traceId = id.toLowerCase().padStart(32, '0');
    const entry = this.entries.get(traceId);
    return entry === undefined ? undefined : assembled(traceId, entry);
  }

  traces(range?: TimeRangeNs): readonly Trace[] {
    this.newestFirst ??= this.sorted();
    if (range === undefined) {
      return this.newestFirst;
    }
    const from = firstStartedBy(this.newestFirst, range.endNs);
    return this.newestFirst.slice(from).filter(({ endNs }) => endNs >= range.startNs);
  }

  /** Start of the first and end of the last span; `undefined` for an empty store. */
  timeRange(): TimeRangeNs | undefined {
    const traces = this.traces();
    const oldest = traces.at(-1);
    return oldest === undefined
      ? undefined
      : {
          startNs: oldest.startNs,
          endNs: traces.reduce((latest, { endNs }) => (endNs > latest ? endNs : latest), 0n),
        };
  }

  private addLine(line: string, number: number): void {
    try {
      this.addExport(JSON.parse(line));
    } catch (error) {
      const place = error instanceof OtlpError ? error.place : '';
      const reason = error instanceof OtlpError ? error.reason : String(error);
      throw new OtlpError(`line ${number}${place === '' ? '' : `, ${place}`}`, reason);
    }
  }

  private sorted(): readonly Trace[] {
    const traces = [...this.entries].map(([traceId, entry]) => assembled(traceId, entry));
    return traces.sort((a, b) => (a.startNs > b.startNs ? -1 : a.startNs < b.startNs ? 1 : 0));
  }
}

function assembled(traceId: string, entry: Entry): Trace {
  entry.trace ??= new Trace(traceId, entry.records);
  return entry.trace;
}

/** Index of the first trace in newest-first order that started at `timeNs` or before. */
function firstStartedBy(traces: readonly Trace[], timeNs: bigint): number {
  let [low, high] = [0, traces.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((traces[middle]?.startNs ?? 0n) > timeNs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
