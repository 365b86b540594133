import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const CAPTURE = new URL('../fixtures/captures/long/scrapes.jsonl.gz', import.meta.url);

/** The text of the long capture in the format `scrapes/1`. */
export function readCapture(): string {
  return gunzipSync(readFileSync(fileURLToPath(CAPTURE))).toString();
}

interface TargetLine {
  readonly target: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times_ms: readonly number[];
  readonly up: readonly number[];
  readonly scrape_duration_s: readonly number[];
}

interface SeriesLine {
  readonly target: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<number | string | null>;
}

/**
 * Writes a capture as one page of OpenMetrics, each sample with its time. Where a series pauses the page is silent:
 * a backfill knows no stale markers.
 */
export function toOpenMetrics(scrapes: string): string {
  const targets = new Map<string, TargetLine>();
  const page: string[] = [];
  for (const line of scrapes.split('\n').slice(1)) {
    if (line === '') {
      continue;
    }
    const entry: unknown = JSON.parse(line);
    if (isTarget(entry)) {
      targets.set(entry.target, entry);
      writeSeries(page, 'up', entry.labels, entry.times_ms, entry.up);
      writeSeries(page, 'scrape_duration_seconds', entry.labels, entry.times_ms, entry.scrape_duration_s);
      continue;
    }
    const target = isSeries(entry) ? targets.get(entry.target) : undefined;
    if (!isSeries(entry) || target === undefined) {
      throw new Error(`the capture has a line that is neither a target nor a series of one: ${line.slice(0, 200)}`);
    }
    writeSeries(page, entry.name, { ...entry.labels, ...target.labels }, target.times_ms, entry.values);
  }
  return [...page, '# EOF', ''].join('\n');
}

function writeSeries(
  page: string[],
  name: string,
  labels: Readonly<Record<string, string>>,
  timesMs: readonly number[],
  values: ReadonlyArray<number | string | null>
): void {
  const written = Object.entries(labels).map(([label, value]) => `${label}="${escape(value)}"`);
  values.forEach((value, index) => {
    if (value !== null) {
      page.push(`${name}{${written.join(',')}} ${value} ${((timesMs[index] ?? NaN) / 1000).toFixed(3)}`);
    }
  });
}

function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function isTarget(entry: unknown): entry is TargetLine {
  return typeof entry === 'object' && entry !== null && 'times_ms' in entry;
}

function isSeries(entry: unknown): entry is SeriesLine {
  return typeof entry === 'object' && entry !== null && 'name' in entry && 'values' in entry;
}
