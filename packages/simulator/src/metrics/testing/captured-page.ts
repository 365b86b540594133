import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const captures = join(import.meta.dirname, '../../../../../test/fixtures/captures');
const series = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

export interface CapturedSeries {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
}

/** Every series of a captured body of /metrics. A part of a histogram is called by its family. */
export function capturedPage(path: string): readonly CapturedSeries[] {
  const lines = readFileSync(join(captures, path), 'utf8').split('\n');
  const histograms = new Set(lines.flatMap((line) => /^# TYPE (\S+) histogram$/.exec(line)?.[1] ?? []));
  return lines.flatMap((line) => {
    const [, name, labels = ''] = series.exec(line) ?? [];
    if (name === undefined) {
      return [];
    }
    const base = name.replace(/_(bucket|sum|count)$/, '');
    const pairs = Array.from(labels.matchAll(label), ([, key = '', value = '']) => [key, value] as const);
    return [{ name: histograms.has(base) ? base : name, labels: Object.fromEntries(pairs) }];
  });
}
