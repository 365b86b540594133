/** Reads what real Dynamo processes showed and wrote (test/fixtures/captures). For tests only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { ScrapeTarget } from '../metrics/exporter.ts';
import type { Page } from '../metrics/instruments.ts';

const root = join(import.meta.dirname, '../../../../test/fixtures/captures');

/** A family as a page shows it. `labelSets` hold names, sorted and joined by spaces, without `le`. */
export interface ShownFamily {
  readonly type: string;
  readonly labelSets: Set<string>;
  /** Of histograms, in order. */
  readonly bounds: string[];
}
export type ShownFamilies = ReadonlyMap<string, ShownFamily>;

type Pair = readonly [name: string, value: string];

function gather(
  types: ReadonlyMap<string, string>,
  series: Iterable<readonly [string, readonly Pair[]]>
): ShownFamilies {
  const families = new Map<string, ShownFamily>();
  for (const [name, labels] of series) {
    const family = familyOf(name, types);
    const shown = families.get(family) ?? { type: types.get(family) ?? '', labelSets: new Set<string>(), bounds: [] };
    families.set(family, shown);
    const names = labels.map(([label]) => label).filter((label) => label !== 'le');
    shown.labelSets.add(names.sort().join(' '));
    const bound = labels.find(([label]) => label === 'le')?.[1];
    if (bound !== undefined && !shown.bounds.includes(bound)) {
      shown.bounds.push(bound);
    }
  }
  return families;
}

/** Types and series of a page, as they stand there. */
interface PageRead {
  readonly types: ReadonlyMap<string, string>;
  readonly series: ReadonlyArray<readonly [string, readonly Pair[]]>;
}

function readCaptured(path: string): PageRead {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  const types = new Map(
    lines.flatMap((line) => {
      const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      return name === undefined || type === undefined ? [] : [[name, type] as const];
    })
  );
  const series = lines.flatMap((line) => {
    const [, name, labels = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, pairsOf(labels)] as const];
  });
  return { types, series };
}

/** A body of /metrics that was captured. */
export function capturedPage(path: string): ShownFamilies {
  const { types, series } = readCaptured(path);
  return gather(types, series);
}

/** A series of a page. A part of a histogram is called by its family. */
export interface FamilySeries {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
}

/** Every series of a captured body of /metrics. */
export const capturedSeries = (path: string): readonly FamilySeries[] => byFamily(readCaptured(path));

const byFamily = ({ types, series }: PageRead): readonly FamilySeries[] =>
  series.map(([name, labels]) => ({ name: familyOf(name, types), labels: Object.fromEntries(labels) }));

const familyOf = (name: string, types: ReadonlyMap<string, string>): string => {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return types.get(base) === 'histogram' ? base : name;
};

/** Every series of a simulated page. */
export const shownSeries = (page: Page): readonly FamilySeries[] => byFamily(readShown(page));

const pairsOf = (labels: string): Pair[] =>
  Array.from(labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g), ([, name = '', value = '']) => [name, value]);

/** What a simulated page shows now. */
export function shownPage({ page }: ScrapeTarget): ShownFamilies {
  const { types, series } = readShown(page);
  return gather(types, series);
}

function readShown(page: Page): PageRead {
  const series: Array<readonly [string, readonly Pair[]]> = [];
  page.each(({ name, labels }) => series.push([name, labels]));
  return { types: new Map<string, string>(page.families.map(({ name, type }) => [name, type])), series };
}

/** All lines of a gzipped file of JSON objects; lines that are something else are left out. */
export function capturedJson(path: string): ReadonlyArray<Readonly<Record<string, unknown>>> {
  return gunzipSync(readFileSync(join(root, path)))
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
