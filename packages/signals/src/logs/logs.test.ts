import { describe, expect, it } from 'vitest';

import { traceIdInLogs } from '../correlation/trace-id.ts';
import { logLines, type LogLine } from '../testing/captures.ts';
import { logKeys, type LogKey, type LogValueType } from './log-keys.ts';
import { logLevels, logMessages, type LogMessage } from './log-messages.ts';

const lines = logLines();
const keys = new Map<string, LogKey>(Object.entries(logKeys));
const messages: ReadonlyArray<readonly [string, LogMessage]> = Object.entries(logMessages);
const onEveryLine = ['time', 'level', 'target', 'message', 'file', 'line', 'log.target', 'log.file', 'log.line'];

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const distinct = (values: readonly string[]) => Array.from(new Set(values)).sort();
const isOf = (message: LogMessage) => (line: LogLine) =>
  text(line['target']).startsWith(message.target) &&
  (message.match === 'whole' ? line['message'] === message.message : text(line['message']).startsWith(message.message));

const typeIs: { readonly [T in LogValueType]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string',
  int: Number.isInteger,
  number: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
  'bool or text': (value) => typeof value === 'boolean' || typeof value === 'string',
  'int or text': (value) => Number.isInteger(value) || typeof value === 'string',
};

/** Known lines that the long run does not hold, with the reason. */
const notCaptured: { readonly [name: string]: string } = {
  requestFailure: 'at debug level only, where the answer had not begun',
  overlapRefreshed: 'no request waited long enough',
  spanClosed: 'needs DYN_LOGGING_SPAN_EVENTS',
  kvbmHitRates: 'needs KVBM',
};

describe('the captured log lines', () => {
  it('have the keys that every line has', () => {
    const always = Object.entries(logKeys).flatMap(([name, key]) => (key.from === 'always' ? [name] : []));
    expect(lines.length).toBeGreaterThan(8_000);
    expect(lines.filter((line) => always.some((name) => !(name in line)))).toEqual([]);
  });

  it('come at known levels', () => {
    expect(
      distinct(lines.map((line) => text(line['level']))).filter((level) => !logLevels.some((known) => known === level))
    ).toEqual([]);
  });

  it('have a trace and a span exactly when they are inside a span', () => {
    const halves = lines.filter(
      (line) => new Set(['trace_id', 'span_id', 'span_name'].map((name) => name in line)).size > 1
    );
    expect(halves).toEqual([]);
  });

  it('have trace ids with their leading zeros, unlike the search results of Tempo', () => {
    const ids = lines.flatMap((line) => (typeof line['trace_id'] === 'string' ? [line['trace_id']] : []));
    expect(ids.length).toBeGreaterThan(5_000);
    expect(ids.filter((id) => traceIdInLogs(id.replace(/^0+/, '')) !== id)).toEqual([]);
  });

  it('say where they were written: in Rust or in Python', () => {
    const neither = lines.filter((line) => line['target'] !== 'log' && !('file' in line));
    const python = lines.filter((line) => 'log.file' in line && line['target'] !== 'log');
    expect(neither).toEqual([]);
    expect(python).toEqual([]);
  });

  it('write known keys with the type of the schema', () => {
    const known = lines.filter((line) => messages.some(([, message]) => isOf(message)(line)));
    const wrong = known.flatMap((line) =>
      Object.entries(line).flatMap(([name, value]) => {
        const key = keys.get(name);
        return key === undefined || typeIs[key.type](value) ? [] : [`${name}: ${typeof value}`];
      })
    );
    expect(distinct(wrong)).toEqual([]);
  });
});

describe.each(messages.filter(([name]) => !(name in notCaptured)))('%s', (_, message) => {
  const captured = lines.filter(isOf(message));

  it('is captured, at the levels of the schema and at no other', () => {
    // The run was recorded at info.
    const levels = message.levels.filter((level) => level !== 'DEBUG').sort();
    expect(distinct(captured.map((line) => text(line['level'])))).toEqual(levels);
  });

  it('has no key that the schema does not give it', () => {
    const known: readonly string[] = [...message.keys, ...onEveryLine];
    expect(distinct(captured.flatMap((line) => Object.keys(line))).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('lines that are not captured', () => {
  it.each(Object.keys(notCaptured))('%s is known and still not captured', (name) => {
    const found = messages.find(([known]) => known === name);
    expect(found && lines.filter(isOf(found[1]))).toEqual([]);
  });
});

describe('the line "request completed" of the frontend', () => {
  const completed = lines.filter(isOf(logMessages.requestCompleted));

  it('carries, for a chat request that succeeded, all that a link to its trace, worker and latency needs', () => {
    const succeeded = completed.filter(
      (line) => line['status'] === 'success' && line['endpoint'] === 'chat_completions'
    );
    const needed = [
      'model',
      'trace_id',
      'request_id',
      'elapsed_ms',
      'ttft_ms',
      'avg_itl_ms',
      'input_tokens',
      'output_tokens',
      'decode_worker_id',
    ];
    expect(succeeded.length).toBeGreaterThan(500);
    expect(succeeded.filter((line) => needed.some((name) => !(name in line) && name !== 'avg_itl_ms'))).toEqual([]);
  });

  it('is INFO for a cancelled request and ERROR for a failed one', () => {
    const levelsOf = (status: string) =>
      distinct(completed.filter((line) => line['status'] === status).map((line) => text(line['level'])));
    expect(levelsOf('cancelled')).toEqual(['INFO']);
    expect(levelsOf('error')).toEqual(['ERROR']);
    expect(levelsOf('success')).toEqual(['INFO']);
  });

  it('is told apart from that of a worker by its target', () => {
    const both = lines.filter((line) => line['message'] === 'request completed');
    const workers = lines.filter(isOf(logMessages.workerRequestCompleted));
    expect(completed.length + workers.length).toBe(both.length);
    expect(workers.every((line) => line['span_name'] === 'handle_payload')).toBe(true);
  });
});
