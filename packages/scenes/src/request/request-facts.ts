import { attemptsOf, type Attempt } from './attempts.ts';
import { endOf, type Span } from './span.ts';
import { requestSpan, ttftOf, ttftParts, type TimeInPart } from './ttft-parts.ts';

/** What a person asks first about one request. Durations in milliseconds, times in Unix milliseconds. */
export interface RequestFacts {
  readonly traceId: string;
  readonly requestId: string | undefined;
  readonly model: string | undefined;
  readonly uri: string | undefined;
  readonly outcome: string | undefined;
  readonly startMs: number;
  readonly durationMs: number;
  readonly ttftMs: number | undefined;
  readonly itlMs: number | undefined;
  readonly inputTokens: string | undefined;
  readonly outputTokens: string | undefined;
  readonly parts: readonly TimeInPart[];
  readonly attempts: readonly Attempt[];
}

/** Reads a trace; undefined where it has no spans. A trace without the request's own span still tells when and where it ran. */
export function requestFacts(traceId: string, spans: readonly Span[]): RequestFacts | undefined {
  const [first] = spans;
  if (first === undefined) {
    return undefined;
  }
  const root = requestSpan(spans);
  const attributes = root?.attributes ?? {};
  const startMs = root?.startMs ?? first.startMs;
  const itl = Number(attributes['avg_itl_ms']);
  return {
    traceId,
    requestId: spans.map((span) => span.attributes['request_id']).find((id) => id !== undefined),
    model: attributes['model'],
    uri: attributes['uri'],
    outcome: attributes['request.outcome'],
    startMs,
    durationMs: root?.durationMs ?? Math.max(...spans.map(endOf)) - startMs,
    ttftMs: ttftOf(root),
    itlMs: Number.isFinite(itl) ? itl : undefined,
    inputTokens: attributes['input_tokens'],
    outputTokens: attributes['output_tokens'],
    parts: ttftParts(spans) ?? [],
    attempts: attemptsOf(spans),
  };
}

/** Workers that the request was sent to, each once, in order of time; decimal. */
export const workersOf = ({ attempts }: RequestFacts): readonly string[] => [
  ...new Set(attempts.map(({ workerId }) => workerId).filter((id) => id !== '')),
];
