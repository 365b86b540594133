import type { LabelPair, Labels } from '../../labels/label-set.ts';
import { scanObject } from '../../line-formats/json.ts';
import type { LogEntry } from '../../logs/log-entry.ts';
import type { LogStore } from '../../logs/log-store.ts';
import { parseRfc3339 } from '../../time/rfc3339.ts';
import { LogFormatError } from './log-format-error.ts';

/** What one process wrote to stderr, as a collector on Kubernetes hands it to Loki. */
export interface ProcessLog {
  /** Lines of JSON with `time` and `level`, and others in between. */
  readonly text: string;
  /** The labels of its streams; `level`, in lower case, is added where a line has one. */
  readonly labels: Labels;
  readonly structuredMetadata: readonly LabelPair[];
}

interface ProcessLine {
  readonly line: string;
  readonly level: string | undefined;
  readonly timestampNs: bigint | undefined;
}

/**
 * Adds the lines of a process. A line without a time of its own, such as a warning of Python in plain text, has that of
 * the line before, or of the first line that has one. Throws LogFormatError where no line has a time.
 */
export function addProcessLog(store: LogStore, { text, labels, structuredMetadata }: ProcessLog): void {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine);
  let timestampNs = lines.find((line) => line.timestampNs !== undefined)?.timestampNs;
  const byLevel = new Map<string | undefined, LogEntry[]>();
  for (const { line, level, timestampNs: own } of lines) {
    timestampNs = own ?? timestampNs;
    if (timestampNs === undefined) {
      throw new LogFormatError(1, line, 'none of the lines is a JSON object with a "time" like 2026-01-31T12:00:00.5Z');
    }
    const entries = byLevel.get(level) ?? [];
    byLevel.set(level, entries);
    entries.push({ timestampNs, line, structuredMetadata });
  }
  for (const [level, entries] of byLevel) {
    store.append(level === undefined ? labels : { ...labels, level: level.toLowerCase() }, entries);
  }
}

function readLine(raw: string): ProcessLine {
  const line = raw.replace(/\r$/, '');
  let [level, time]: [string | undefined, string | undefined] = [undefined, undefined];
  scanObject(line, (key, type, value) => {
    if (type === 'string') {
      time = key === 'time' ? value : time;
      level = key === 'level' ? value : level;
    }
    return time === undefined || level === undefined;
  });
  return { line, level, timestampNs: time === undefined ? undefined : parseRfc3339(time) };
}
