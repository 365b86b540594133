import { endOf, type Span } from './span.ts';

/** Where the time to the first token went. `unexplained` is what no span covers. */
export type TtftPart =
  'frontend' | 'route' | 'queue' | 'dispatch' | 'failed-attempt' | 'prefill' | 'transfer' | 'worker' | 'unexplained';

export interface TimeInPart {
  readonly part: TtftPart;
  readonly ms: number;
}

/** Spans of Dynamo (captures/FINDINGS.md 7). */
const request = 'http-request';
const selection = 'kv_router.select_worker';
const wait = 'kv_router.schedule';
const routes: ReadonlySet<string> = new Set(['kv_router.route_request', 'router.route_request']);
const handling = 'handle_payload';

interface Interval {
  readonly part: TtftPart;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The request's own span: the one that knows its outcome. */
export const requestSpan = (spans: readonly Span[]): Span | undefined => spans.find(({ name }) => name === request);

/** TTFT as the frontend measured it; undefined for a request without a token, and for `/v1/completions`. */
export function ttftOf(span: Span | undefined): number | undefined {
  const text = span?.attributes['ttft_ms'];
  return text !== undefined && /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * Divides the time to the first token among what the spans of the request show, each moment counted once: the parts add up to the
 * TTFT. Spans tell queue and prefill on a worker apart only where prefill has a worker of its own; elsewhere both are `worker`.
 * @returns parts in the order of their first moment; undefined where the TTFT is not known.
 */
export function ttftParts(spans: readonly Span[]): readonly TimeInPart[] | undefined {
  const root = requestSpan(spans);
  const ttft = ttftOf(root);
  if (root === undefined || ttft === undefined) {
    return undefined;
  }
  const end = root.startMs + ttft;
  const intervals = intervalsOf(spans, root, end);
  const cuts = [...new Set([root.startMs, end, ...intervals.flatMap(({ fromMs, toMs }) => [fromMs, toMs])])]
    .filter((cut) => cut >= root.startMs && cut <= end)
    .sort((a, b) => a - b);
  const sums = new Map<TtftPart, number>();
  cuts.slice(1).forEach((to, i) => {
    const from = cuts[i] ?? to;
    const part = partAt((from + to) / 2, intervals);
    sums.set(part, (sums.get(part) ?? 0) + to - from);
  });
  return [...sums].map(([part, ms]) => ({ part, ms }));
}

/** What is more telling comes first: a queue inside a selection, a prefill beside a decode that waits for it. */
const mostTelling: readonly TtftPart[] = [
  'queue',
  'route',
  'failed-attempt',
  'prefill',
  'transfer',
  'worker',
  'dispatch',
  'frontend',
];

function partAt(timeMs: number, intervals: readonly Interval[]): TtftPart {
  const here = new Set(
    intervals.filter(({ fromMs, toMs }) => fromMs <= timeMs && timeMs < toMs).map(({ part }) => part)
  );
  return mostTelling.find((part) => here.has(part)) ?? 'unexplained';
}

function intervalsOf(spans: readonly Span[], root: Span, end: number): readonly Interval[] {
  const whole = (part: TtftPart, span: Span): Interval => ({ part, fromMs: span.startMs, toMs: endOf(span) });
  const firstStep = Math.min(end, ...spans.filter(({ name }) => name === selection || routes.has(name)).map(startOf));
  const prefillEnd = Math.max(...spans.filter(isPrefill).map(endOf));
  return [
    { part: 'frontend', fromMs: root.startMs, toMs: firstStep },
    ...spans.filter(({ name }) => name === wait).map((span) => whole('queue', span)),
    ...spans.filter(({ name }) => name === selection).map((span) => whole('route', span)),
    ...spans.filter(({ name }) => routes.has(name)).flatMap((span) => attempt(span, spans, prefillEnd, whole)),
  ];
}

const startOf = ({ startMs }: Span): number => startMs;
const isPrefill = ({ name, attributes }: Span): boolean => routes.has(name) && attributes['phase'] === 'Prefill';
const hasFailed = ({ attributes: { 'request.outcome': outcome } }: Span): boolean =>
  outcome === 'worker_disconnected' || outcome === 'connection_failed';

/** One attempt: the way to the worker, then what the worker did, as far as its span arrived. */
function attempt(
  route: Span,
  spans: readonly Span[],
  prefillEnd: number,
  whole: (part: TtftPart, span: Span) => Interval
): readonly Interval[] {
  if (hasFailed(route)) {
    return [whole('failed-attempt', route)];
  }
  const handled = spans.find((span) => span.name === handling && span.parentId === route.id);
  const dispatch: Interval = { part: 'dispatch', fromMs: route.startMs, toMs: handled?.startMs ?? route.startMs };
  const work = handled ?? route;
  switch (route.attributes['phase']) {
    case 'Prefill':
      return [dispatch, whole('prefill', work)];
    case 'Decode':
      // Before prefill has ended the decode worker only waits for it.
      return [dispatch, { part: 'transfer', fromMs: Math.max(prefillEnd, work.startMs), toMs: endOf(work) }];
    default:
      return [dispatch, whole('worker', work)];
  }
}
