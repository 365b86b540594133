/** Reads the captures of real Dynamo in test/fixtures/captures (see PROVENANCE.md there). For tests only. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '../../../../test/fixtures/captures');

/** A family as one process exposed it. A histogram is its base name, and `le` is not among its labels. */
export interface Family {
  readonly name: string;
  readonly type: string;
  /** Every set of labels its series had, sorted and joined by spaces; none where only HELP and TYPE were there. */
  readonly labelSets: ReadonlySet<string>;
}

export interface Exposition {
  readonly source: string;
  readonly families: ReadonlyMap<string, Family>;
}

/** Files under the captures whose name ends so, relative to their folder. */
export function captured(ending: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort();
}

const read = (path: string) => readFileSync(join(root, path));

/** The lines of a gzipped file that are JSON objects, in order; the few others are left out. */
export function jsonLines(path: string): readonly unknown[] {
  return gunzipSync(read(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line));
}

const labelSet = (names: readonly string[]) =>
  names
    .filter((name) => name !== 'le')
    .sort()
    .join(' ');

function familyOf(series: string, types: ReadonlyMap<string, string>): string {
  const base = series.replace(/_(bucket|sum|count)$/, '');
  return types.get(base) === 'histogram' ? base : series;
}

function gather(
  types: ReadonlyMap<string, string>,
  series: Iterable<readonly [string, string]>
): Exposition['families'] {
  const sets = new Map<string, Set<string>>(Array.from(types.keys(), (name) => [name, new Set()]));
  for (const [name, labels] of series) {
    const family = familyOf(name, types);
    const known = sets.get(family);
    if (known === undefined) {
      throw new Error(`The series ${name} has no TYPE line.`);
    }
    known.add(labels);
  }
  return new Map(Array.from(sets, ([name, labelSets]) => [name, { name, type: types.get(name) ?? '', labelSets }]));
}

/** A body of /metrics. */
export function exposition(path: string): Exposition {
  const lines = read(path).toString('utf8').split('\n');
  const types = new Map(
    lines.flatMap((line) => {
      const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      return name === undefined || type === undefined ? [] : [[name, type]];
    })
  );
  const series = lines.flatMap((line) => {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    const names = Array.from(labels.matchAll(/([a-zA-Z_]\w*)="(?:[^"\\]|\\.)*"/g), (match) => match[1] ?? '');
    return name === undefined ? [] : [[name, labelSet(names)] as const];
  });
  return { source: path, families: gather(types, series) };
}

interface TargetLine {
  readonly target: string;
  readonly types: { readonly [family: string]: string };
}
interface SeriesLine {
  readonly target: string;
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isTarget = (line: unknown): line is TargetLine => isObject(line) && 'types' in line;
const isSeries = (line: unknown): line is SeriesLine => isObject(line) && 'labels' in line && 'values' in line;

/** What Prometheus read from each target over the long run. */
export function scrapes(): readonly Exposition[] {
  const lines = jsonLines('long/scrapes.jsonl.gz');
  const series = lines.filter(isSeries);
  return lines.filter(isTarget).map(({ target, types }) => ({
    source: `long/scrapes.jsonl.gz ${target}`,
    families: gather(
      new Map(Object.entries(types)),
      series.filter((one) => one.target === target).map(({ name, labels }) => [name, labelSet(Object.keys(labels))])
    ),
  }));
}

/** Every value that a label of a family had in the long run, as often as there are series. */
export const scrapedLabelValues = (family: string, label: string): readonly string[] =>
  jsonLines('long/scrapes.jsonl.gz')
    .filter(isSeries)
    .filter((series) => series.name === family)
    .flatMap((series) => series.labels[label] ?? []);

/** Every captured exposition. */
export const expositions = (): readonly Exposition[] => [...captured('.metrics.txt').map(exposition), ...scrapes()];

export interface LogLine {
  readonly [key: string]: unknown;
}

/** Every JSON log line that a process of the long run wrote to stderr. */
export function logLines(): readonly LogLine[] {
  const notLogs = ['client', 'scrapes', 'spans.otlp', 'logs.otlp'];
  return captured('.jsonl.gz')
    .filter((path) => !notLogs.includes(basename(path, '.jsonl.gz')))
    .flatMap((path) => jsonLines(path))
    .filter((line): line is LogLine => isObject(line));
}

interface KeyValue {
  readonly key: string;
  readonly value: object;
}
export interface CapturedSpan {
  readonly name: string;
  readonly kind: number;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly KeyValue[];
}
interface ExportRequest {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly CapturedSpan[] }>;
  }>;
}
const isExport = (line: unknown): line is ExportRequest => isObject(line) && 'resourceSpans' in line;

/** Every span of the long run. */
export function capturedSpans(): readonly CapturedSpan[] {
  return jsonLines('long/spans.otlp.jsonl.gz')
    .filter(isExport)
    .flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    );
}
