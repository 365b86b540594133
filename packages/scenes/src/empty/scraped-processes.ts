import { processes } from '@dynamo-observability/signals';
import type { DataFrame } from '@grafana/data';

import { processWithTexts } from '../language/process-texts.ts';
import { translate } from '../language/translate.ts';
import { existingSeries } from './existing-series.ts';
import { probeTarget } from './probe-query.ts';

/** What a person calls the processes, in the user's language. */
export interface ScrapedProcesses {
  readonly scraped: readonly string[];
  readonly notScraped: readonly string[];
}

const all = Object.values(processes);

/** The Prometheus query that tells which kinds of processes are scraped at the end of its time range. */
export const probedProcesses = () => probeTarget(all.map(({ probe }) => probe));

/** Reads the answer to `probedProcesses`. */
export function scrapedProcesses(frames: readonly DataFrame[]): ScrapedProcesses {
  const existing = existingSeries(frames);
  const titles = (isScraped: boolean) =>
    all
      .filter(({ probe }) => existing.has(probe) === isScraped)
      .map((process) => processWithTexts(process, translate).title);
  return { scraped: titles(true), notScraped: titles(false) };
}
