import type { Span } from './span.ts';

/** One try at a part of the request on one worker. After a migration there are several; only these spans name the true worker. */
export interface Attempt {
  readonly workerId: string;
  /** `Aggregated`, `Prefill` or `Decode`; empty in round-robin mode. */
  readonly phase: string;
  readonly outcome: string;
  readonly overlapBlocks?: number;
  /** Why this attempt was made, where another one had failed. */
  readonly reason?: string;
  readonly startMs: number;
  readonly durationMs: number;
}

const routes: ReadonlySet<string> = new Set(['kv_router.route_request', 'router.route_request']);

/** The attempts of a request, in order of time (captures/FINDINGS.md 1.4). */
export function attemptsOf(spans: readonly Span[]): readonly Attempt[] {
  return spans
    .filter(({ name }) => routes.has(name))
    .map(({ attributes, startMs, durationMs, id }) => {
      const handled = spans.find((span) => span.parentId === id && span.name === 'handle_payload');
      const overlap = attributes['overlap_blocks'];
      const reason = attributes['migration.reason'];
      return {
        workerId: attributes['worker_id'] ?? handled?.attributes['instance_id'] ?? '',
        phase: attributes['phase'] ?? '',
        outcome: attributes['request.outcome'] ?? '',
        startMs,
        durationMs,
        ...(overlap !== undefined && /^[0-9]+$/.test(overlap) ? { overlapBlocks: Number(overlap) } : {}),
        ...(reason === undefined ? {} : { reason }),
      };
    });
}
