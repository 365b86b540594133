import { fractionalMs } from '../../api/nanoseconds.ts';
import { fieldOf, listIn, textIn } from '../../api/read.ts';

export interface FoundSpan {
  readonly spanID: string;
  /** Empty where Tempo did not send it. */
  readonly name: string;
  /** Unix milliseconds with a fraction. */
  readonly startMs: number;
  readonly durationNs: number;
  /** Of the set and of the span; only what is neither empty, zero nor false, as Grafana takes them. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

export interface SpanSet {
  /** Names of all attributes of the set, those without a value too, sorted. */
  readonly attributeNames: readonly string[];
  readonly spans: readonly FoundSpan[];
}

export interface FoundTrace {
  /** Without leading zeros, as Tempo's search writes it. */
  readonly traceID: string;
  readonly rootServiceName: string;
  readonly rootTraceName: string;
  readonly startMs: number;
  /** 0 below one millisecond. */
  readonly durationMs: number;
  readonly spanSets: readonly SpanSet[];
}

/** The traces of a search, the newest first. @throws Error when the answer has another shape. */
export function readFoundTraces(answer: unknown): FoundTrace[] {
  return listIn(answer, 'traces')
    .map((trace) => ({
      traceID: textIn(trace, 'traceID'),
      rootServiceName: textIn(trace, 'rootServiceName'),
      rootTraceName: textIn(trace, 'rootTraceName'),
      startMs: fractionalMs(textIn(trace, 'startTimeUnixNano')),
      durationMs: Number(fieldOf(trace, 'durationMs') ?? 0),
      spanSets: spanSetsOf(trace).map(readSpanSet),
    }))
    .sort((a, b) => b.startMs - a.startMs);
}

/** `spanSet` is what older versions of Tempo sent. */
function spanSetsOf(trace: unknown): readonly unknown[] {
  const sets = fieldOf(trace, 'spanSets');
  const single = fieldOf(trace, 'spanSet');
  return sets !== undefined ? listIn(trace, 'spanSets') : single === undefined ? [] : [single];
}

function readSpanSet(set: unknown): SpanSet {
  const spans = listIn(set, 'spans');
  const names = [set, ...spans].flatMap((holder) => listIn(holder, 'attributes').map((each) => textIn(each, 'key')));
  return {
    attributeNames: [...new Set(names)].sort((a, b) => a.localeCompare(b)),
    spans: spans.map((span) => ({
      spanID: textIn(span, 'spanID'),
      name: textIn(span, 'name'),
      startMs: fractionalMs(textIn(span, 'startTimeUnixNano')),
      durationNs: Number(textIn(span, 'durationNanos')),
      attributes: Object.fromEntries(
        [...listIn(set, 'attributes'), ...listIn(span, 'attributes')].flatMap(attributeOf)
      ),
    })),
  };
}

function attributeOf(attribute: unknown): Array<[string, string | number | boolean]> {
  const value = fieldOf(attribute, 'value');
  const found = ['boolValue', 'doubleValue', 'intValue', 'stringValue']
    .map((kind) => fieldOf(value, kind))
    .find(Boolean);
  const isPlain = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean';
  return isPlain ? [[textIn(attribute, 'key'), found]] : [];
}
