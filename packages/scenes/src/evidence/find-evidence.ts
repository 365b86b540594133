import {
  completedLines,
  requestTraces,
  type EvidenceSignal,
  type Explain,
  type WantedRequests,
} from '@dynamo-observability/dashboards';
import { logql, traceql } from '@dynamo-observability/query';
import type { DataQuery, DataSourceApi } from '@grafana/data';

import type { ExplorePane } from '../explore/explore-url.ts';
import { ask } from './ask.ts';
import { byContribution, type Contribution } from './contribution.ts';
import { requestsFromLogLines } from './from-log-lines.ts';
import { requestsFromSpans } from './from-spans.ts';
import { joinRequests } from './join.ts';
import { isBehind, type Moment } from './moment.ts';
import type { Point } from './point.ts';
import { rangeOf } from './range-of.ts';
import { narrowed, scopeOf, type RequestScope } from './scope.ts';
import { dynamoStreams } from './streams.ts';
import { gpuQuery, labelsIn, workersIn, workersQuery } from './workers.ts';

/** A data source; undefined where this Grafana has none. Rejects where its plugin cannot be loaded. */
type Source = () => Promise<DataSourceApi | undefined>;

/** Where questions go. */
export type Sources = { readonly [K in 'prometheus' | 'tempo' | 'loki']: Source };

/** What became of one of the two searches. `limited`: there may be more than were found. */
export type Search =
  | { readonly state: 'absent' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'done'; readonly asked: ExplorePane; readonly limited: boolean };

/** The requests behind a point. */
export interface Evidence {
  readonly requests: readonly Contribution[];
  readonly scope: RequestScope;
  readonly traces: Search;
  readonly logs: Search;
}

const tracesAtMost = 200;
const linesAtMost = 500;

/** "request completed" is written at the end of a request, later than what it is counted in (tempo-loki-facts.md 8). */
const longestRequestMs = 120_000;

/** Buckets grow about 2.2-fold by default: what is interpolated inside one may be that much below its value. */
const oneBucket = 2.3;

/** Finds the requests behind a point. Never rejects: what could not be asked is part of the answer. */
export async function findEvidence(
  point: Point,
  explain: Explain,
  moment: Moment,
  chosenModels: readonly string[],
  sources: Sources
): Promise<Evidence> {
  const scope = await scopeFor(point, explain, moment, chosenModels, sources.prometheus);
  const wanted = wantedBy(point, explain.signal, scope);
  const [fromTraces, fromLogs] = await Promise.all([
    searchTraces(sources.tempo, wanted, moment),
    searchLogs(sources.loki, wanted, moment),
  ]);
  const joined = joinRequests(fromTraces.requests, fromLogs.requests);
  const behind = joined.filter((request) => isBehind(explain.signal, request, moment) && isOn(scope, request));
  return {
    requests: byContribution(explain.signal, behind),
    scope,
    traces: fromTraces.search,
    logs: fromLogs.search,
  };
}

async function scopeFor(
  point: Point,
  explain: Explain,
  moment: Moment,
  chosenModels: readonly string[],
  prometheus: Source
): Promise<RequestScope> {
  const at = narrowed(point, explain);
  const instant = (expr: string) => askQuietly(prometheus, expr, moment);
  const needsWorkers = [...at.keys()].some((narrowing) => narrowing !== 'model' && narrowing !== 'error-type');
  const [gpu, host] = [at.get('gpu'), at.get('gpu-host')];
  const isGpu = gpu !== undefined || host !== undefined;
  const [workers, devices] = await Promise.all([
    needsWorkers ? instant(workersQuery()) : [],
    isGpu ? instant(gpuQuery({ ...(gpu === undefined ? {} : { gpu }), ...(host === undefined ? {} : { host }) })) : [],
  ]);
  return scopeOf(at, chosenModels, workersIn(workers), labelsIn(devices));
}

/** Who the workers are helps, but requests can be found without. */
async function askQuietly(source: Source, expr: string, { toMs }: Moment) {
  const query: PrometheusQuestion = { refId: 'W', expr, instant: true, range: false };
  try {
    const prometheus = await source();
    return prometheus === undefined ? [] : await ask(prometheus, query, rangeOf({ fromMs: toMs - 1000, toMs }));
  } catch {
    return [];
  }
}

interface PrometheusQuestion extends DataQuery {
  readonly expr: string;
  readonly instant: boolean;
  readonly range: boolean;
}

/** Signals whose value at a point is a latency of requests. */
const isLatency = (signal: EvidenceSignal): boolean =>
  signal === 'ttft' || signal === 'itl' || signal === 'duration' || signal === 'queue';

/** Of a line of a latency panel, requests from one bucket below its value on; of a heatmap's cell, those in the bucket. */
function wantedBy(point: Point, signal: EvidenceSignal, scope: RequestScope): WantedRequests {
  const { value, above, below } = point;
  const isCell = above !== undefined || below !== undefined;
  const from = isCell ? above : value === undefined || signal === 'queue' ? undefined : value / oneBucket;
  const bounds = isLatency(signal) ? { atLeast: from, below } : {};
  return {
    signal,
    models: scope.models,
    workers: scope.workers?.map(({ decimal }) => decimal),
    ...(scope.errorType === undefined ? {} : { errorType: scope.errorType }),
    ...(bounds.atLeast === undefined ? {} : { atLeast: bounds.atLeast }),
    ...(bounds.below === undefined ? {} : { below: bounds.below }),
  };
}

interface Found {
  readonly requests: ReturnType<typeof requestsFromSpans>;
  readonly search: Search;
}

const absent: Found = { requests: [], search: { state: 'absent' } };
const failed = (reason: unknown): Found => ({
  requests: [],
  search: { state: 'failed', message: reason instanceof Error ? reason.message : String(reason) },
});

async function searchTraces(source: Source, wanted: WantedRequests, moment: Moment): Promise<Found> {
  const query = {
    refId: 'T',
    queryType: 'traceql',
    query: traceql.print(requestTraces(wanted).node),
    limit: tracesAtMost,
    spss: 10,
    tableType: 'spans',
  };
  try {
    const tempo = await source();
    if (tempo === undefined) {
      return absent;
    }
    const requests = requestsFromSpans(await ask(tempo, query, rangeOf(moment)));
    return {
      requests,
      search: { state: 'done', asked: pane(tempo, query, moment), limited: requests.length >= tracesAtMost },
    };
  } catch (reason) {
    return failed(reason);
  }
}

async function searchLogs(source: Source, wanted: WantedRequests, moment: Moment): Promise<Found> {
  try {
    const loki = await source();
    if (loki === undefined) {
      return absent;
    }
    const searched = { fromMs: moment.fromMs, toMs: moment.toMs + longestRequestMs };
    const range = rangeOf(searched);
    const expr = logql.print(completedLines(await dynamoStreams(loki, range), wanted).node);
    const query = { refId: 'L', expr, queryType: 'range', maxLines: linesAtMost };
    const requests = requestsFromLogLines(await ask(loki, query, range));
    return {
      requests,
      search: { state: 'done', asked: pane(loki, query, searched), limited: requests.length >= linesAtMost },
    };
  } catch (reason) {
    return failed(reason);
  }
}

/** The same question as a pane of Explore. */
const pane = ({ uid, type }: DataSourceApi, query: DataQuery, { fromMs, toMs }: Moment): ExplorePane => ({
  dataSource: { uid, type },
  queries: [{ ...query }],
  range: { from: String(fromMs), to: String(toMs) },
});

/** Log lines cannot be asked by worker: after a migration they name the wrong one. What they say is held against the scope here. */
function isOn({ workers }: RequestScope, { sources, prefillWorker, decodeWorker }: Contribution['request']): boolean {
  if (workers === undefined || sources.has('traces')) {
    return true;
  }
  return workers.some(({ decimal }) => decimal === prefillWorker || decimal === decodeWorker);
}
