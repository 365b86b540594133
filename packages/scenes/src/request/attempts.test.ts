import { describe, expect, it } from 'vitest';

import { capturedTraces } from '../testing/captured-spans.ts';
import { attemptsOf } from './attempts.ts';
import type { Span } from './span.ts';

const traces = [...capturedTraces().values()];
const migrated = traces.filter((spans) => attemptsOf(spans).some(({ reason }) => reason !== undefined));

/** What the worker itself says: the process that handled the request wrote its own id. */
const handlers = (spans: readonly Span[]): ReadonlySet<string | undefined> =>
  new Set(spans.filter(({ name }) => name === 'handle_payload').map(({ attributes }) => attributes['instance_id']));

describe('the attempts of a captured request', () => {
  it('name the worker that handled it in the end, where it was migrated', () => {
    expect(migrated.length).toBeGreaterThan(0);
    for (const spans of migrated) {
      const last = attemptsOf(spans).at(-1);
      expect(handlers(spans)).toContain(last?.workerId);
    }
  });

  it('are more than one where it was migrated, on different workers', () => {
    for (const spans of migrated) {
      expect(new Set(attemptsOf(spans).map(({ workerId }) => workerId)).size).toBeGreaterThan(1);
    }
  });

  it('stand in the order in which they were made', () => {
    for (const spans of migrated) {
      const starts = attemptsOf(spans).map(({ startMs }) => startMs);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }
  });

  it('are none where the request never reached a router', () => {
    expect(attemptsOf([])).toEqual([]);
  });
});
