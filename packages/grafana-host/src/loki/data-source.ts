import {
  DataSourceApi,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import type { Observable } from 'rxjs';

import type { JsonApi } from '../api/json-api.ts';
import { answer } from '../query/answer.ts';
import { keepMacros } from '../query/own-macros.ts';
import type { PageOfQuery } from '../query/query-link.ts';
import { spanOf } from '../query/span.ts';
import { derivedFields, type DerivedField } from './derived-fields.ts';
import { interpolateForLogQl } from './interpolate.ts';
import { findValues, parseVariableQuery } from './metric-find.ts';
import { runTarget } from './run-target.ts';
import { completeTarget, type LokiQuery, type LokiTarget } from './target.ts';

export interface LokiOptions extends DataSourceJsonData {
  /** Lines of a query that says nothing else; 1000 when not set. */
  readonly maxLines?: string;
  readonly derivedFields?: readonly DerivedField[];
}

const DEFAULT_MAX_LINES = 1000;
const macros = ['__interval', '__interval_ms', '__range', '__range_s', '__range_ms', '__auto'];

/**
 * As much of Grafana's Loki data source as dashboards need: lines, metrics, variable queries and derived fields, by the same rules
 * and in the same frames. Where the answers come from is the API's business.
 */
export class LokiLikeDataSource extends DataSourceApi<LokiQuery, LokiOptions> {
  private readonly derived: readonly DerivedField[];
  private readonly maxLines: number;

  constructor(
    settings: DataSourceInstanceSettings<LokiOptions>,
    private readonly api: JsonApi,
    /** Where links to queries lead, outside Grafana's Explore. */
    private readonly pageOf?: PageOfQuery
  ) {
    super(settings);
    this.derived = settings.jsonData.derivedFields ?? [];
    this.maxLines = Number.parseInt(settings.jsonData.maxLines ?? '', 10) || DEFAULT_MAX_LINES;
  }

  override query(request: DataQueryRequest<LokiQuery>): Observable<DataQueryResponse> {
    const context = { span: spanOf(request.range), intervalMs: request.intervalMs };
    return answer(() =>
      request.targets
        .filter((query) => query.hide !== true && (query.expr ?? '') !== '')
        .map((query) => this.prepare(query, request.scopedVars))
        .map((target) => ({
          refId: target.refId,
          run: async (signal) =>
            (await runTarget(target, context, this.api, signal)).map((frame) => this.withLinks(frame)),
        }))
    );
  }

  override async metricFindQuery(query: unknown, options?: LegacyMetricFindQueryOptions): Promise<MetricFindValue[]> {
    const parsed = parseVariableQuery(query, (text) => this.interpolate(text, options?.scopedVars));
    if (parsed === undefined) {
      return [];
    }
    const span = options?.range === undefined ? undefined : spanOf(options.range);
    return (await findValues(parsed, this.api, span)).map((text) => ({ text }));
  }

  /** Variables filled in, macros kept: what Explore or a copy of the query needs. */
  override interpolateVariablesInQueries(queries: LokiQuery[], scopedVars: ScopedVars): LokiQuery[] {
    return queries.map((query) => ({
      ...query,
      datasource: this.getRef(),
      expr: this.interpolate(query.expr ?? '', scopedVars),
    }));
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await this.api.get('/loki/api/v1/labels', new URLSearchParams());
    return { status: 'success', message: 'Loki answers.' };
  }

  private prepare(query: LokiQuery, scopedVars: ScopedVars): LokiTarget {
    const text = (template: string): string => getTemplateSrv().replace(template, keepMacros(scopedVars, macros));
    const target = completeTarget({ ...query, expr: this.interpolate(query.expr ?? '', scopedVars) }, this.maxLines);
    return { ...target, step: text(target.step), legendFormat: text(target.legendFormat) };
  }

  private interpolate(template: string, scopedVars: ScopedVars = {}): string {
    return getTemplateSrv().replace(template, keepMacros(scopedVars, macros), interpolateForLogQl);
  }

  private withLinks(frame: DataFrame): DataFrame {
    if (this.derived.length === 0 || frame.meta?.preferredVisualisationType !== 'logs') {
      return frame;
    }
    const sourceOf = (uid: string): { type: string; name: string } | undefined =>
      getDataSourceSrv().getInstanceSettings(uid);
    const fields = derivedFields(frame, this.derived, { sourceOf, pageOf: this.pageOf });
    return { ...frame, fields: [...frame.fields, ...fields] };
  }
}
