import type { LogLine, LogStore } from '@dynamo-observability/telemetry-store';
import { capturedLogStore } from '@dynamo-observability/telemetry-store';
import { beforeAll, describe, expect, it } from 'vitest';

import type { CapturedLine } from './captured-log-lines.ts';
import {
  capturedLines,
  capturedOtlpLogs,
  capturedProcesses,
  capturedRecords,
  counted,
  someValue,
  sortedTexts,
} from './captured-log-lines.ts';

/** Questions about logs of a whole real run, against a reading of the same files in plain JavaScript. */
let store: LogStore;
let lines: readonly CapturedLine[];
let records: readonly CapturedLine[];

beforeAll(() => {
  store = capturedLogStore({ processes: capturedProcesses(), otlp: capturedOtlpLogs() });
  lines = capturedLines();
  records = capturedRecords();
});

/** Lines of the frontend: as Alloy collects them (`B`), and as OTLP records (`A`). Everything of one way: `ALL_B`, `ALL_A`. */
const B = '{app_kubernetes_io_name="demo-frontend"}';
const A = '{service_name="dynamo-frontend"}';
const ALL_B = '{namespace="dynamo"}';
const ALL_A = '{service_name=~"dynamo-.+"}';
const ALL = '{service_name=~".+"}';
const WINDOW = '[1h]';

const frontend = () => lines.filter(({ process }) => process === 'frontend');
const recordsOfFrontend = () => records.filter(({ process }) => process === 'dynamo-frontend');
const completed = () =>
  frontend().filter(({ fields }) => fields['message'] === 'request completed' && 'elapsed_ms' in fields);
const number = (field: string) => (line: CapturedLine) => Number(line.fields[field]);

function found(query: string): readonly LogLine[] {
  const { startNs, endNs } = store.timeRange() ?? { startNs: 0n, endNs: 0n };
  const result = store.queryRange(query, { startNs, endNs: endNs + 1n, stepMs: 1000, limit: 100_000 });
  return result.resultType === 'streams' ? result.lines : [];
}

/** The value of each series over the whole run, by the values of its labels. */
function measured(query: string): Record<string, number> {
  const result = store.query(query, store.timeRange()?.endNs ?? 0n);
  return result.resultType === 'vector'
    ? Object.fromEntries(result.result.map(({ metric, value }) => [Object.values(metric).join(' '), value]))
    : {};
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** Between the two neighbours whose ranks enclose q. */
function interpolated(values: readonly number[], q: number): number {
  const rank = q * (values.length - 1);
  const [low = NaN, high = low] = sorted(values).slice(Math.floor(rank));
  return low + (high - low) * (rank - Math.floor(rank));
}

describe('the whole run', () => {
  it('is there, line by line, twice', () => {
    expect(found(ALL_B)).toHaveLength(lines.length);
    expect(found(ALL_A)).toHaveLength(records.length);
    expect([lines.length, records.length]).toEqual([9131, 8989]);
  });

  it('keeps each line as it was written', () => {
    expect(sortedTexts(found(ALL_B).map(({ line }) => line))).toEqual(sortedTexts(lines.map(({ raw }) => raw)));
    expect(sortedTexts(found(ALL_A).map(({ line }) => line))).toEqual(sortedTexts(records.map(({ raw }) => raw)));
  });

  it('is ordered by time', () => {
    const times = found(ALL).map(({ timestampNs }) => timestampNs);
    expect(times.every((time, index) => index === 0 || time <= (times[index - 1] ?? time))).toBe(true);
  });

  it('has the levels that the lines say', () => {
    const levels = counted(
      lines.filter(({ fields }) => 'level' in fields),
      'level'
    );
    const lower = Object.fromEntries(Object.entries(levels).map(([level, count]) => [level.toLowerCase(), count]));
    expect(measured(`sum by (level) (count_over_time(${ALL_B} | level != "" ${WINDOW}))`)).toEqual(lower);
    expect(found(`${ALL_A} | detected_level="error"`)).toHaveLength(counted(records, 'severity')['ERROR'] ?? 0);
    expect(found(`${ALL_B} | detected_level="error"`)).toHaveLength(lower['error'] ?? 0);
  });

  it('is told apart by pod', () => {
    expect(found(`${ALL_B} | pod="chat-1"`)).toHaveLength(lines.filter(({ process }) => process === 'chat-1').length);
  });

  it('holds lines that are no JSON', () => {
    const plain = lines.filter(({ raw }) => !raw.startsWith('{'));
    expect(
      found(`${ALL_B} !~ "^[{]"`)
        .map(({ line }) => line)
        .sort()
    ).toEqual(plain.map(({ raw }) => raw).sort());
    expect(found(`${ALL_B} | json | __error__="JSONParserErr"`)).toHaveLength(plain.length);
    expect(plain.length).toBeGreaterThan(0);
  });
});

describe('requests that are over', () => {
  it('are counted', () => {
    expect(completed().length).toBeGreaterThan(900);
    expect(found(`${B} |= \`"request completed"\` | json elapsed_ms | elapsed_ms != ""`)).toHaveLength(
      completed().length
    );
    expect(found(`${A} |= "request completed" | elapsed_ms != ""`)).toHaveLength(completed().length);
    expect(found(`${A} |~ "^request completed$"`)).toHaveLength(completed().length);
  });

  it.each([500, 1000, 2500])('are found by a duration of at least %d ms', (threshold) => {
    const slow = completed().filter((line) => number('elapsed_ms')(line) >= threshold).length;
    expect(slow).toBeGreaterThan(0);
    expect(found(`${A} |= "request completed" | elapsed_ms >= ${threshold}`)).toHaveLength(slow);
    expect(
      found(`${B} |= \`"request completed"\` | json elapsed_ms | elapsed_ms >= ${threshold} | __error__=""`)
    ).toHaveLength(slow);
    expect(found(`${ALL} |= \`request completed\` | json | elapsed_ms >= ${threshold}`)).toHaveLength(2 * slow);
  });

  it('are counted by outcome', () => {
    const outcomes = counted(completed(), 'error_type', 'status');
    const query = (selector: string, parser: string) =>
      `sum by (status, error_type) (count_over_time(${selector} |= \`request completed\` ${parser} | elapsed_ms != "" | drop __error__, __error_details__ ${WINDOW}))`;
    expect(measured(query(A, ''))).toEqual(outcomes);
    expect(measured(query(B, '| json'))).toEqual(outcomes);
    expect(measured(query(A, '| json'))).toEqual(outcomes);
    expect(
      found(`${B} |= \`"request completed"\` | json outcome=\`["request.outcome"]\` | outcome="error"`)
    ).toHaveLength(completed().filter(({ fields }) => fields['request.outcome'] === 'error').length);
    expect(found(`${B} |= \`"request completed"\` | json outcome=\`request.outcome\` | outcome="error"`)).toEqual([]);
  });

  it.each([0.5, 0.95, 0.99])('have quantile %d of their durations by model', (q) => {
    for (const model of ['demo/chat-70b', 'demo/coder']) {
      const durations = completed()
        .filter(({ fields }) => fields['model'] === model && fields['status'] === 'success')
        .map(number('elapsed_ms'));
      const query = (selector: string, stages: string) =>
        `quantile_over_time(${q}, ${selector} |= \`request completed\` ${stages} | model="${model}" | status="success" | unwrap elapsed_ms ${WINDOW}) by (model)`;
      expect(measured(query(A, ''))[model]).toBeCloseTo(interpolated(durations, q), 6);
      expect(measured(query(B, '| json | drop __error__, __error_details__'))[model]).toBeCloseTo(
        interpolated(durations, q),
        6
      );
    }
  });

  it('have a mean and the slowest', () => {
    const durations = completed().map(number('elapsed_ms'));
    const mean = durations.reduce((sum, value) => sum + value, 0) / durations.length;
    const limit = sorted(durations).at(-6) ?? NaN;
    expect(
      measured(
        `avg_over_time(${A} |= "request completed" | elapsed_ms != "" | unwrap elapsed_ms ${WINDOW}) by (service_name)`
      )['dynamo-frontend']
    ).toBeCloseTo(mean, 6);
    const slowest = measured(
      `topk(5, max by (request_id, trace_id) (max_over_time(${A} |= "request completed" | elapsed_ms > ${limit} | unwrap elapsed_ms ${WINDOW})))`
    );
    const expected = [...completed()].sort((a, b) => number('elapsed_ms')(b) - number('elapsed_ms')(a)).slice(0, 5);
    expect(slowest).toEqual(
      Object.fromEntries(
        expected.map(({ fields }) => [`${fields['request_id']} ${fields['trace_id']}`, Number(fields['elapsed_ms'])])
      )
    );
    expect(() =>
      measured(
        `topk(5, max by (request_id) (max_over_time(${A} |= "request completed" | unwrap elapsed_ms ${WINDOW})))`
      )
    ).toThrow('maximum number of series (500) reached');
  });
});

describe('time to first token and tokens, which only the JSON lines have', () => {
  const lineFilter = `${B} |= \`"request completed"\``;

  it.each([100, 162.5, 300])('of at least %d ms', (threshold) => {
    const late = completed().filter((line) => number('ttft_ms')(line) >= threshold).length;
    expect(late).toBeGreaterThan(0);
    const seconds = threshold / 1000;
    for (const stages of [
      `| json ttft_ms, model, request_id, trace_id | ttft_ms >= ${threshold} | __error__=""`,
      `| json ttft_ms | ttft_ms != "" | label_format d="{{.ttft_ms}}ms" | d >= ${seconds}s`,
      `| json ttft_ms | ttft_ms != "" | label_format s="{{divf .ttft_ms 1000}}" | s >= ${seconds}`,
      `| json | ttft_ms >= ${threshold}`,
    ]) {
      expect(found(`${lineFilter} ${stages}`), stages).toHaveLength(late);
    }
  });

  it('are missing on some lines, which a filter by number alone keeps', () => {
    const late = completed().filter((line) => number('ttft_ms')(line) >= 200).length;
    const all = frontend().filter(({ raw }) => raw.includes('"request completed"'));
    const without = all.filter(({ fields }) => !('ttft_ms' in fields)).length;
    expect(found(`${lineFilter} | json ttft_ms | ttft_ms >= 200`)).toHaveLength(late + without);
    expect(without).toBeGreaterThan(0);
  });

  it('have quantiles and sums by model', () => {
    const of = (model: string) => completed().filter(({ fields }) => fields['model'] === model);
    for (const model of ['demo/chat-70b', 'demo/coder']) {
      const ttfts = of(model)
        .filter(({ fields }) => 'ttft_ms' in fields)
        .map(number('ttft_ms'));
      expect(
        measured(
          `quantile_over_time(0.95, ${lineFilter} | json ttft_ms, model | unwrap ttft_ms | __error__="" ${WINDOW}) by (model)`
        )[model]
      ).toBeCloseTo(interpolated(ttfts, 0.95), 6);
      const tokens = of(model)
        .filter(({ fields }) => 'output_tokens' in fields)
        .map(number('output_tokens'));
      expect(
        measured(
          `sum by (model) (sum_over_time(${lineFilter} | json model, output_tokens | output_tokens != "" | unwrap output_tokens ${WINDOW}))`
        )[model]
      ).toBe(tokens.reduce((sum, value) => sum + value, 0));
    }
  });
});

describe('what belongs together', () => {
  it('is found by the id of a worker, whose digits a number cannot hold', () => {
    const chosen = frontend().filter(({ fields }) => fields['message'] === 'Selected worker');
    const workers = [...new Set(chosen.map(({ fields }) => fields['worker_id'] ?? ''))];
    expect(workers.some((worker) => !Number.isSafeInteger(Number(worker)))).toBe(true);
    for (const worker of workers) {
      const count = chosen.filter(({ fields }) => fields['worker_id'] === worker).length;
      expect(found(`${B} |= \`"Selected worker"\` | json worker_id | worker_id="${worker}"`)).toHaveLength(count);
      expect(found(`${A} |= "Selected worker" | worker_id="${worker}"`)).toHaveLength(count);
      expect(found(`${ALL} |= \`Selected worker\` | json worker_id | worker_id="${worker}"`)).toHaveLength(2 * count);
    }
    expect(measured(`sum by (worker_id) (count_over_time(${A} |= "Selected worker" ${WINDOW}))`)).toEqual(
      counted(chosen, 'worker_id')
    );
  });

  it('is found by trace and by request', () => {
    const trace = someValue(completed(), 'trace_id');
    const request = someValue(
      completed().filter(({ fields }) => fields['trace_id'] === trace),
      'request_id'
    );
    const inTrace = (of: readonly CapturedLine[]) => of.filter(({ fields }) => fields['trace_id'] === trace).length;
    const inEither = (of: readonly CapturedLine[]) =>
      of.filter(({ fields }) => fields['trace_id'] === trace || fields['request_id'] === request).length;
    expect(found(`${ALL_A} | trace_id="${trace}"`)).toHaveLength(inTrace(records));
    expect(found(`${ALL_A} |= "${trace}"`)).toEqual([]);
    expect(found(`${ALL_B} |= "${trace}"`)).toHaveLength(inTrace(lines));
    expect(found(`${ALL} | json trace_id | trace_id="${trace}" | drop __error__, __error_details__`)).toHaveLength(
      inTrace(lines) + inTrace(records)
    );
    const either =
      `${ALL} | json tid="trace_id", rid="request_id" | trace_id="${trace}" or tid="${trace}" or request_id="${request}" or rid="${request}" ` +
      '| drop __error__, __error_details__';
    expect(found(either)).toHaveLength(inEither(lines) + inEither(records));
    expect(inEither(lines)).toBeGreaterThan(inTrace(lines));
  });

  it('is found in a migration', () => {
    const migrated = frontend().filter(({ fields }) => fields['message'] === 'migration retry scheduled');
    const query = `${B} |= \`migration retry scheduled\` | json reason=\`["migration.reason"]\`, from=\`["migration.from_worker_id"]\`, request_id`;
    const fieldsOfLines = found(query).map(({ parsed }) => [parsed['reason'], parsed['from'], parsed['request_id']]);
    expect(sortedTexts(fieldsOfLines.map(String))).toEqual(
      sortedTexts(
        migrated.map(({ fields }) =>
          [fields['migration.reason'], fields['migration.from_worker_id'], fields['request_id']].join()
        )
      )
    );
    expect(migrated.length).toBeGreaterThan(0);
    expect(found(`${A} |= "migration retry scheduled" | migration_reason != ""`)).toHaveLength(
      recordsOfFrontend().filter(({ raw }) => raw === 'migration retry scheduled').length
    );
  });

  it('is answered without a trace for what only scrapes', () => {
    const noise = frontend().filter(
      ({ fields }) => fields['message'] === 'http response sent' && !('trace_id' in fields)
    );
    expect(found(`${B} |= \`"http response sent"\` | json trace_id | trace_id=""`)).toHaveLength(noise.length);
    expect(noise.length).toBeGreaterThan(0);
  });
});
