import {
  DataSourceApi,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { Observable } from 'rxjs';

import type { PrometheusBackend, TimeSpan } from './backend.ts';
import { interpolateForPromQl } from './interpolate.ts';
import { expandMacros } from './macros.ts';
import { findValues, parseVariableQuery } from './metric-find.ts';
import { runTarget, type RequestContext } from './run-target.ts';
import { completeTarget, type PrometheusTarget, type RawTarget } from './target.ts';
import { toDataFrame } from './to-data-frame.ts';

export interface PrometheusQuery extends DataQuery, Omit<RawTarget, 'refId' | 'hide'> {}

export interface PrometheusOptions extends DataSourceJsonData {
  /** Scrape interval, such as `5s`; `15s` when not set. */
  readonly timeInterval?: string;
}

const DEFAULT_SCRAPE_INTERVAL = '15s';

/**
 * As much of Grafana's Prometheus data source as dashboards need: range and instant queries, variable queries, legends, steps and
 * macros by the same rules. Where the answers come from is the backend's business. A query that fails becomes the panel's error.
 */
export class PrometheusLikeDataSource extends DataSourceApi<PrometheusQuery, PrometheusOptions> {
  private readonly scrapeInterval: string;

  constructor(
    settings: DataSourceInstanceSettings<PrometheusOptions>,
    private readonly backend: PrometheusBackend
  ) {
    super(settings);
    this.scrapeInterval = settings.jsonData.timeInterval ?? DEFAULT_SCRAPE_INTERVAL;
    this.interval = this.scrapeInterval;
  }

  override query(request: DataQueryRequest<PrometheusQuery>): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      void this.run(request, abort.signal).then((response) => {
        subscriber.next(response);
        subscriber.complete();
      });
      return () => abort.abort();
    });
  }

  override async metricFindQuery(query: unknown, options?: LegacyMetricFindQueryOptions): Promise<MetricFindValue[]> {
    const range = options?.range;
    if (range === undefined) {
      throw new Error('A variable query needs a time range');
    }
    const rangeMs = range.to.valueOf() - range.from.valueOf();
    const expanded = expandMacros(this.interpolate(queryText(query), options?.scopedVars), {
      rangeMs,
      stepMs: rangeMs,
      rateIntervalMs: rangeMs,
    });
    const values = await findValues(parseVariableQuery(expanded), this.backend, spanOf(range));
    return values.map((text) => ({ text }));
  }

  /** Variables filled in, macros kept: what Explore or a copy of the query needs. */
  override interpolateVariablesInQueries(queries: PrometheusQuery[], scopedVars: ScopedVars): PrometheusQuery[] {
    return queries.map((query) => ({ ...query, expr: this.interpolate(query.expr ?? '', scopedVars) }));
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await this.backend.query({ expr: '1', timeMs: Date.now() });
    return { status: 'success', message: 'Prometheus answers.' };
  }

  private async run(request: DataQueryRequest<PrometheusQuery>, signal: AbortSignal): Promise<DataQueryResponse> {
    const targets = request.targets
      .filter((raw) => raw.hide !== true && raw.expr !== undefined && raw.expr !== '')
      .map((raw) => this.prepare(raw, request.scopedVars));
    const context = this.contextOf(request, targets);
    const results = await Promise.allSettled(targets.map((t) => runTarget(t, context, this.backend, signal)));
    const errors = results.flatMap((result, i) => {
      const refId = targets[i]?.refId;
      return result.status === 'rejected'
        ? [{ message: textOf(result.reason), ...(refId === undefined ? {} : { refId }) }]
        : [];
    });
    const data = results.flatMap((result) => (result.status === 'fulfilled' ? result.value.map(toDataFrame) : []));
    return {
      data,
      state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
      ...(errors.length > 0 ? { errors } : {}),
    };
  }

  private prepare(raw: PrometheusQuery, scopedVars: ScopedVars): PrometheusTarget {
    const target = completeTarget(raw);
    const text = (template: string): string => getTemplateSrv().replace(template, scopedVars);
    return {
      ...target,
      expr: this.interpolate(target.expr, scopedVars),
      interval: target.interval.startsWith('$__') ? target.interval : text(target.interval),
      legendFormat: text(target.legendFormat),
    };
  }

  private interpolate(template: string, scopedVars: ScopedVars = {}): string {
    // Scenes would fill these two in with the step of the request before; they belong to the macros.
    const own = (name: string): ScopedVars => ({ [name]: { text: `$${name}`, value: `$${name}` } });
    const variables = { ...scopedVars, ...own('__interval'), ...own('__interval_ms') };
    return getTemplateSrv().replace(template, variables, interpolateForPromQl);
  }

  private contextOf(request: DataQueryRequest<PrometheusQuery>, targets: readonly PrometheusTarget[]): RequestContext {
    return {
      span: spanOf(request.range),
      scrapeInterval: this.scrapeInterval,
      requestIntervalMs: request.intervalMs,
      maxDataPoints: request.maxDataPoints ?? 0,
      utcOffsetMs: request.range.to.utcOffset() * 60_000,
      tablesInRequest: targets.filter((t) => t.format === 'table').length,
    };
  }
}

const spanOf = (range: TimeRange): TimeSpan => ({ startMs: range.from.valueOf(), endMs: range.to.valueOf() });

/** A variable's query is a text, or an object with the text in `query`. */
function queryText(query: unknown): string {
  if (typeof query === 'string') {
    return query;
  }
  if (typeof query === 'object' && query !== null && 'query' in query && typeof query.query === 'string') {
    return query.query;
  }
  throw new Error('A variable query of Prometheus is a text such as label_values(up, job)');
}

const textOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
