import type { TimeSpan } from '@dynamo-observability/grafana-host';

/**
 * When a capture had traffic: its timeline begins with the first request and ends with the last.
 * Rejects with a text that names the file when there is none, or when it is something else.
 */
export async function readTimeline(url: string): Promise<TimeSpan> {
  const response = await fetch(url);
  const events: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  const times = Array.isArray(events) ? events.flatMap(timesOf) : [];
  if (times.length < 2) {
    throw new Error(`The timeline ${url} is missing or damaged: it is a list of events with their times "t_ms"`);
  }
  return { startMs: Math.min(...times), endMs: Math.max(...times) };
}

const timesOf = (event: unknown): readonly number[] =>
  typeof event === 'object' && event !== null && 't_ms' in event && typeof event.t_ms === 'number' ? [event.t_ms] : [];
