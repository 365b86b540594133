import { createHash } from 'node:crypto';

interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

interface SpanSet {
  readonly spans?: ReadonlyArray<{ readonly spanID: string; readonly attributes?: readonly KeyValue[] }>;
  readonly matched?: number;
  readonly attributes?: readonly KeyValue[];
}

/** The body of an answer of Tempo's search or metrics API, as far as it is compared. */
export interface TempoBody {
  readonly traces?: ReadonlyArray<{
    readonly traceID: string;
    readonly rootServiceName?: string;
    readonly spanSets?: readonly SpanSet[];
    readonly serviceStats?: Readonly<Record<string, unknown>>;
  }>;
  readonly series?: ReadonlyArray<{
    readonly labels?: readonly KeyValue[];
    readonly value?: number;
    readonly samples?: ReadonlyArray<{ readonly timestampMs: string; readonly value?: number }>;
  }>;
}

/** What an answer holds, in figures and as one digest of all that matters in it. */
export interface Digest {
  /** Traces or series. */
  readonly count: number;
  readonly digest: string;
}

/** Sums of floats differ with the order of their terms. */
const DIGITS = 7;

/** Order means nothing in Tempo's answers, and the text for a missing root is added by its frontend. */
export function digestOf({ traces = [], series = [] }: TempoBody): Digest {
  const texts = [
    ...traces.map(({ spanSets = [], serviceStats = {}, rootServiceName, ...trace }) =>
      textOf({
        ...trace,
        spanSet: undefined,
        root: rootServiceName === '<root span not yet received>' ? undefined : rootServiceName,
        stats: Object.entries(serviceStats).map(textOf).sort(),
        sets: spanSets.map(spanSetText).sort(),
      })
    ),
    ...series.map(({ labels = [], value = 0, samples = [] }) =>
      textOf([labels, rounded(value), samples.map((sample) => [sample.timestampMs, rounded(sample.value ?? 0)])])
    ),
  ];
  const digest = createHash('sha256').update(texts.sort().join('\n')).digest('hex').slice(0, 16);
  return { count: texts.length, digest };
}

function spanSetText({ spans = [], matched, attributes = [] }: SpanSet): string {
  const spanTexts = spans.map((span) => textOf({ ...span, attributes: (span.attributes ?? []).map(textOf).sort() }));
  return textOf({ matched, attributes, spans: spanTexts.sort() });
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** JSON with its keys in one order. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each
  );
}
