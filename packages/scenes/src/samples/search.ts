import { completedLines, requestTraces } from '@dynamo-observability/dashboards';
import { logql, traceql } from '@dynamo-observability/query';
import type { DataSourceApi } from '@grafana/data';

import { ask } from '../evidence/ask.ts';
import type { EvidenceRequest } from '../evidence/evidence-request.ts';
import { requestsFromLogLines } from '../evidence/from-log-lines.ts';
import { requestsFromSpans } from '../evidence/from-spans.ts';
import type { Moment } from '../evidence/moment.ts';
import { rangeOf } from '../evidence/range-of.ts';
import { dynamoStreams } from '../evidence/streams.ts';

/** Some requests of a stretch of time. */
export type SampleSearch = (moment: Moment) => Promise<readonly EvidenceRequest[]>;

/** Of each part of a range; about fifty over all of it. */
const atMost = 5;

/** Requests that reached their first token: they have all three latencies. */
export function searchInTraces(tempo: DataSourceApi, models: readonly string[]): SampleSearch {
  const wanted = requestTraces({ signal: 'ttft', models, workers: undefined });
  const query = {
    refId: 'S',
    queryType: 'traceql',
    query: traceql.print(wanted.node),
    limit: atMost,
    spss: 1,
    tableType: 'spans',
  };
  return async (moment) => requestsFromSpans(await ask(tempo, query, rangeOf(moment)));
}

/** Lines sent over OTLP have no TTFT and no ITL, so only the duration is asked for (tempo-loki-facts.md 1.4). */
export function searchInLogs(loki: DataSourceApi, models: readonly string[]): SampleSearch {
  return async (moment) => {
    const range = rangeOf(moment);
    const wanted = completedLines(await dynamoStreams(loki, range), { signal: 'duration', models, workers: undefined });
    const query = { refId: 'S', expr: logql.print(wanted.node), queryType: 'range', maxLines: atMost };
    return requestsFromLogLines(await ask(loki, query, range));
  };
}

/**
 * Asks one after the other until one answers, if only with nothing: traces before log lines.
 * @throws Error of the last one where all fail.
 */
export const firstThatAnswers = (searches: readonly SampleSearch[]): SampleSearch =>
  searches.reduceRight<SampleSearch>(
    (next, search, i) => (i === searches.length - 1 ? search : (moment) => search(moment).catch(() => next(moment))),
    () => Promise.resolve([])
  );
