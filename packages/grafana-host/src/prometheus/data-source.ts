import {
  DataSourceApi,
  getDefaultTimeRange,
  type AnnotationSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { of, type Observable } from 'rxjs';

import { answer } from '../query/answer.ts';
import { keepMacros } from '../query/own-macros.ts';
import { spanOf } from '../query/span.ts';
import { withFilters, type LabelFilter } from './ad-hoc-filters.ts';
import { eventsOf } from './annotations.ts';
import type { PrometheusBackend } from './backend.ts';
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

  /** Marks on charts: how the query is sent is the standard way, only what is made of the answer is Prometheus' own. */
  override annotations: AnnotationSupport<PrometheusQuery> = {
    processEvents: (annotation, frames) => of(eventsOf(annotation, frames)),
  };

  constructor(
    settings: DataSourceInstanceSettings<PrometheusOptions>,
    private readonly backend: PrometheusBackend
  ) {
    super(settings);
    this.scrapeInterval = settings.jsonData.timeInterval ?? DEFAULT_SCRAPE_INTERVAL;
    this.interval = this.scrapeInterval;
  }

  override query(request: DataQueryRequest<PrometheusQuery>): Observable<DataQueryResponse> {
    return answer(() => {
      const targets = request.targets
        .filter((raw) => raw.hide !== true && raw.expr !== undefined && raw.expr !== '')
        .map((raw) => this.prepare(raw, request.scopedVars, request.filters));
      const context = this.contextOf(request, targets);
      return targets.map((target) => ({
        refId: target.refId,
        run: async (signal) => (await runTarget(target, context, this.backend, signal)).map(toDataFrame),
      }));
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
  override interpolateVariablesInQueries(
    queries: PrometheusQuery[],
    scopedVars: ScopedVars,
    filters: readonly LabelFilter[] = []
  ): PrometheusQuery[] {
    const filled = (expr = '') => withFilters(this.interpolate(expr, scopedVars), filters);
    return queries.map((query) => ({ ...query, expr: filled(query.expr) }));
  }

  /** Values of a label, for a filter that is being added. */
  override async getTagValues(
    options: Pick<DataSourceGetTagValuesOptions, 'key' | 'filters' | 'timeRange'>
  ): Promise<MetricFindValue[]> {
    const span = spanOf(options.timeRange ?? getDefaultTimeRange());
    const match = options.filters.length === 0 ? {} : { match: withFilters('{}', options.filters) };
    const values = await this.backend.labelValues({ label: options.key, ...match, ...span });
    return values.map((text) => ({ text }));
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await this.backend.query({ expr: '1', timeMs: Date.now() });
    return { status: 'success', message: 'Prometheus answers.' };
  }

  private prepare(
    raw: PrometheusQuery,
    scopedVars: ScopedVars,
    filters: readonly LabelFilter[] = []
  ): PrometheusTarget {
    const target = completeTarget(raw);
    const text = (template: string): string => getTemplateSrv().replace(template, scopedVars);
    return {
      ...target,
      expr: withFilters(this.interpolate(target.expr, scopedVars), filters),
      interval: target.interval.startsWith('$__') ? target.interval : text(target.interval),
      legendFormat: text(target.legendFormat),
    };
  }

  private interpolate(template: string, scopedVars: ScopedVars = {}): string {
    const variables = keepMacros(scopedVars, ['__interval', '__interval_ms']);
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
