import type { HttpData, MetricStore, QueryRange } from '@dynamo-observability/telemetry-store';
import { toHttpData } from '@dynamo-observability/telemetry-store';

import { differences } from './differences.ts';
import type { Prometheus, PrometheusResponse } from './prometheus.ts';

/** A query whose answers differ, with the first difference in words. */
export interface Mismatch {
  readonly query: string;
  readonly at: QueryRange | number;
  readonly difference: string;
}

export interface ComparisonReport {
  readonly queries: number;
  /** Answers compared: each query once a range and once an instant. */
  readonly answers: number;
  /** Answers that were errors on both sides. */
  readonly bothRefused: number;
  /** Answers without any sample on both sides. */
  readonly bothEmpty: number;
  readonly points: number;
  readonly largestRelativeDifference: number;
  readonly mismatches: readonly Mismatch[];
}

/** Where both sides hold the same samples. */
export interface Comparison {
  readonly store: MetricStore;
  readonly prometheus: Prometheus;
  readonly ranges: readonly QueryRange[];
  /** Unix milliseconds. */
  readonly instants: readonly number[];
  /** Allowed relative difference of two values; 1e-9 when left out. */
  readonly tolerance?: number;
}

/**
 * Asks the store and a real Prometheus every query at every range and instant. Equal means: the same series, the same
 * times, values within the tolerance, NaN where NaN, or an error on both sides.
 */
export async function compare(queries: readonly string[], comparison: Comparison): Promise<ComparisonReport> {
  const { ranges, instants, tolerance = 1e-9 } = comparison;
  const tally = { answers: 0, bothRefused: 0, bothEmpty: 0, points: 0, largestRelativeDifference: 0 };
  const mismatches: Mismatch[] = [];
  for (const query of queries) {
    for (const at of [...ranges, ...instants]) {
      const theirs = await askPrometheus(comparison.prometheus, query, at);
      const ours = askStore(comparison.store, query, at);
      tally.answers++;
      if (ours instanceof Error || theirs.status === 'error') {
        if (ours instanceof Error && theirs.status === 'error') {
          tally.bothRefused++;
        } else {
          mismatches.push({ query, at, difference: refusal(ours, theirs) });
        }
        continue;
      }
      const { points, largest, first } = differences(ours, theirs.data, tolerance);
      tally.points += points;
      tally.bothEmpty += points === 0 ? 1 : 0;
      tally.largestRelativeDifference = Math.max(tally.largestRelativeDifference, largest);
      if (first !== undefined) {
        mismatches.push({ query, at, difference: first });
      }
    }
  }
  return { queries: queries.length, ...tally, mismatches };
}

async function askPrometheus(
  prometheus: Prometheus,
  query: string,
  at: QueryRange | number
): Promise<PrometheusResponse> {
  if (typeof at === 'number') {
    return prometheus.api('query', { query, time: String(at / 1000) });
  }
  const [start, end, step] = [at.startMs, at.endMs, at.stepMs].map((milliseconds) => String(milliseconds / 1000));
  return prometheus.api('query_range', { query, start: start ?? '', end: end ?? '', step: step ?? '' });
}

function askStore(store: MetricStore, query: string, at: QueryRange | number): HttpData | Error {
  try {
    return toHttpData(typeof at === 'number' ? store.query(query, at) : store.queryRange(query, at));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function refusal(ours: HttpData | Error, theirs: PrometheusResponse): string {
  return ours instanceof Error
    ? `only the store refuses: ${ours.name}: ${ours.message}`
    : `only Prometheus refuses: ${theirs.error ?? ''}`;
}
