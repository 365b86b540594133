import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import type { FaultPlan } from '../faults/fault.ts';
import type { Simulation } from '../story/simulation.ts';
import { capturedJson } from '../testing/captured-page.ts';
import { capturedRun } from '../testing/captured-run.ts';
import { runWith } from '../testing/run-with.ts';
import { jsonlText, timeText } from './jsonl.ts';
import type { LogLine } from './log-line.ts';
import { logLines } from './log-lines.ts';
import { otlpLogExport, type OtlpLogExport } from './otlp-logs.ts';

/** Simulated lines against those of a real run, both ways. */
type Fields = Readonly<Record<string, unknown>>;

let simulation: Simulation;
let lines: LogLine[];
let written: Fields[];

const told = (faults: readonly FaultPlan[] = capturedRun.faults, durationSeconds = 60): LogLine[] => {
  const taken: LogLine[] = [];
  runWith({ ...capturedRun, faults, durationSeconds }, (world) => logLines(world, (line) => taken.push(line)));
  return taken;
};

beforeAll(() => {
  lines = [];
  simulation = runWith(capturedRun, (world) => logLines(world, (line) => lines.push(line)));
  written = lines.map((line) => JSON.parse(jsonlText(line, capturedRun.startMs)) as Fields);
});

const processes = ['frontend', 'chat-0', 'chat-1', 'chat-2', 'code-prefill-0', 'code-decode-0', 'code-decode-1'];
const real = processes.flatMap((process) => capturedJson(`long/${process}.jsonl.gz`));

/** A kind of line: where it is written and what it says, ids in the text left out. */
const kindOf = (line: Fields): string =>
  `${String(line['level'])} ${String(line['target'])}: ${String(line['message'])
    .replace(/\d{5,}/g, 'N')
    .replace(/'.*/, '')}`;

/** Keys that every line of a kind has, and those that some have. */
function keysOf(all: readonly Fields[]): Map<string, { always: string[]; sometimes: string[] }> {
  const kinds = new Map<string, Fields[]>();
  for (const line of all) {
    kinds.set(kindOf(line), [...(kinds.get(kindOf(line)) ?? []), line]);
  }
  return new Map(
    Array.from(kinds, ([kind, each]) => {
      const every = [...new Set(each.flatMap((line) => Object.keys(line)))].sort();
      const always = every.filter((key) => each.every((line) => key in line));
      return [kind, { always, sometimes: every.filter((key) => !always.includes(key)) }];
    })
  );
}

/** On lines of requests whose caller sent them along, which rare lines may all be in a real run. */
const ofCaller = ['parent_id', 'trace_flags', 'x_request_id'];

/** Real lines that the simulated processes do not write, by what they are about. */
const notTold = [
  /ZMQ|EventPublisher|event_plane|NetworkManager|TCP server|tcp::|manager: |discovery|worker_monitor/,
  /runtime::(worker|runtime|logging|system_status_server)|dynamo_runtime::distributed|endpoint::|component::|storage::/,
  /preprocessor|mm_routing|model_card|kv_router(:|::embedded|::indexer|::prefill_router)|scheduling::queue/,
  /mocker|aisimulate|fpm_publisher|kv_publisher|kv_events|local_model|log: |_core|service_v2: [a-zA-Z]+ (endpoints|HTTP|service)/,
  // A request sent to a worker in the moment of its death.
  /TCP connection unavailable|Creating new stream/,
  // Startup, shutdown, and a limit of the mocker that answers 500.
  /Starting HTTP|HTTP server|frontend service|endpoints (en|dis)abled|openai: |tower_http|publish response|TCP request|push_router|graceful_shutdown|dispatcher|Unregistered|Endpoint service/,
];

describe('log lines', () => {
  it('have the keys of real ones, in their order', () => {
    const captured = keysOf(real);
    const simulated = keysOf(written);
    for (const [kind, { always, sometimes }] of simulated) {
      const known = captured.get(kind);
      if (known !== undefined) {
        const allowed = [...known.always, ...known.sometimes, ...ofCaller];
        expect({ kind, unknown: [...always, ...sometimes].filter((key) => !allowed.includes(key)) }).toEqual({
          kind,
          unknown: [],
        });
        const missing = known.always.filter((key) => !always.includes(key) && !ofCaller.includes(key));
        expect({ kind, missing }).toEqual({ kind, missing: [] });
      }
    }
  });

  it('are written in the order of keys of real ones', () => {
    for (const line of written.slice(0, 2000)) {
      const keys = Object.keys(line);
      const own = keys.slice(keys.indexOf('message') + 1);
      expect(own).toEqual([...own].sort());
    }
  });

  it('tell all that a real run tells of requests and workers', () => {
    const kinds = [...keysOf(real).keys()].filter((kind) => !notTold.some((pattern) => pattern.test(kind)));
    expect(kinds.length).toBeGreaterThan(15);
    // Without a second chance the stream fails where it stands.
    const failing: LogLine[] = [];
    runWith({ ...capturedRun, migrationLimit: 0, durationSeconds: 240 }, (world) =>
      logLines(world, (line) => failing.push(line))
    );
    const texts = failing.map((line) => JSON.parse(jsonlText(line, capturedRun.startMs)) as Fields);
    const known = new Set([...keysOf(written).keys(), ...keysOf(texts).keys()]);
    expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
  });

  it('tell nothing that no real run was seen to tell, but few that need an event it did not have', () => {
    const captured = keysOf(real);
    expect([...keysOf(written).keys()].filter((kind) => !captured.has(kind)).sort()).toMatchInlineSnapshot(`
      [
        "WARN dynamo_llm::migration: Stream disconnected, recreating stream",
      ]
    `);
  });

  it('write ids of workers as numbers with all their digits', () => {
    const selected = lines.find((line) => 'source' in line && line.source.message === 'Selected worker');
    const ids = simulation.workers.map(({ id }) => id);
    const text = selected === undefined ? '' : jsonlText(selected, capturedRun.startMs);
    expect(ids.some((id) => text.includes(`"worker_id":${id},`))).toBe(true);
  });

  it('end each request with one line that agrees with the ledger', () => {
    const completed = written.filter(
      (line) => line['message'] === 'request completed' && String(line['target']).startsWith('dynamo_llm')
    );
    const handled = simulation.ledger.ended.filter(({ outcome }) => outcome !== 'validation');
    expect(completed.map((line) => line['request_id'])).toEqual(handled.map(({ requestId }) => requestId));
    handled.forEach((request, index) => {
      const line = completed[index] ?? {};
      expect(line['elapsed_ms']).toBe(String(Math.floor(((request.ended ?? 0) - request.arrival) * 1000)));
      if (request.outcome === 'success' && request.endpoint !== 'completions') {
        expect(line['output_tokens']).toBe(String(request.outputTokens));
        expect(Number(line['ttft_ms'])).toBeCloseTo(((request.firstToken ?? 0) - request.arrival) * 1000, 1);
      }
    });
  });

  it('are the same for the same scenario', () => {
    const text = (all: readonly LogLine[]) => all.map((line) => jsonlText(line, capturedRun.startMs));
    expect(text(told())).toEqual(text(told()));
  });

  it('are missing while shipping is down', () => {
    const faults: FaultPlan[] = [{ kind: 'log-shipping-stopped', startSeconds: 20, endSeconds: 40, strength: 1 }];
    const taken = told(faults);
    expect(taken.some(({ at }) => at > 21 && at < 39)).toBe(false);
    expect(taken.some(({ at }) => at > 41)).toBe(true);
  });

  it('carry the wrong time of a machine whose clock is wrong', () => {
    const faults: FaultPlan[] = [{ kind: 'clock-skew', startSeconds: 0, endSeconds: 60, strength: 1, worker: 0 }];
    const latest = Math.max(...told(faults).map(({ at }) => at));
    expect(latest).toBeGreaterThan(80);
  });
});

describe('the text of a line', () => {
  it('has microseconds', () => {
    expect(timeText(Date.UTC(2026, 10, 22), 1.234567)).toBe('2026-11-22T00:00:01.234567Z');
    expect(timeText(Date.UTC(2026, 10, 22), -0.5)).toBe('2026-11-21T23:59:59.500000Z');
  });

  it('survives any text', () => {
    const source = { level: 'INFO', target: 't', file: 'f', line: 1 } as const;
    const process = { name: 'p', service: 's', instance: 'i' };
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        (message, value) => {
          const text = jsonlText(
            { at: 0, process, source: { ...source, message }, event: { value }, span: undefined },
            0
          );
          expect(text).not.toMatch(/[\n\r]/);
          expect(JSON.parse(text)).toMatchObject({ message, value });
        }
      )
    );
  });
});

describe('lines over OTLP', () => {
  const isExport = (value: object): value is OtlpLogExport => 'resourceLogs' in value;
  const recordsOf = (requests: readonly object[]) =>
    requests
      .filter(isExport)
      .flatMap(({ resourceLogs }) => resourceLogs)
      .flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords));
  const shape = (record: Readonly<Record<string, unknown>>) => {
    const body = record['body'] as { readonly stringValue: string };
    const attributes = (record['attributes'] ?? []) as ReadonlyArray<{ key: string; value: object }>;
    return {
      message: body.stringValue,
      keys: Object.keys(record),
      // An id is a number where it fits 64 bits with a sign, else text.
      attributes: attributes.map(
        ({ key, value }) => `${key} ${/worker_id$/.test(key) ? '' : Object.keys(value).join('')}`
      ),
    };
  };

  it('have the shape of real ones', () => {
    const captured = recordsOf(capturedJson('long/logs.otlp.jsonl.gz')).map(shape);
    const simulated = recordsOf([otlpLogExport(lines, capturedRun.startMs)]).map(shape);
    for (const message of [
      'request received',
      'Selected worker',
      'http response sent',
      'route request completed',
      'migration retry scheduled',
    ]) {
      const shapes = new Set(captured.filter((one) => one.message === message).map((one) => JSON.stringify(one)));
      const own = simulated.filter((one) => one.message === message).map((one) => JSON.stringify(one));
      expect(own.length).toBeGreaterThan(0);
      expect({ message, strange: [...new Set(own)].filter((one) => !shapes.has(one)) }).toEqual({
        message,
        strange: [],
      });
    }
  });
});
