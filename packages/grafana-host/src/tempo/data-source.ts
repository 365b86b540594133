import {
  DataSourceApi,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { VariableFormatID } from '@grafana/schema';
import type { Observable } from 'rxjs';

import type { JsonApi } from '../api/json-api.ts';
import { answer } from '../query/answer.ts';
import { queryLink, type PageOfQuery } from '../query/query-link.ts';
import { spanOf } from '../query/span.ts';
import { runTarget, type TempoContext, type TempoTarget } from './run-target.ts';
import { queryOfFilters, type SearchFilter } from './search/search-filters.ts';
import { findTags, readTagQuery } from './tags.ts';
import { kindOf, type TempoQuery } from './target.ts';

/**
 * As much of Grafana's Tempo data source as dashboards need: traces by id, searches, metrics and variable queries, by the same rules
 * and in the same frames. Where the answers come from is the API's business.
 */
export class TempoLikeDataSource extends DataSourceApi<TempoQuery> {
  constructor(
    private readonly settings: DataSourceInstanceSettings<DataSourceJsonData>,
    private readonly api: JsonApi,
    /** Where links to queries lead, outside Grafana's Explore. */
    private readonly pageOf?: PageOfQuery
  ) {
    super(settings);
  }

  override query(request: DataQueryRequest<TempoQuery>): Observable<DataQueryResponse> {
    const context: TempoContext = { span: spanOf(request.range), links: this.links() };
    return answer(() =>
      this.targetsOf(request).map((target) => ({
        refId: target.query.refId,
        run: (signal) => runTarget(target, context, this.api, signal),
      }))
    );
  }

  override async metricFindQuery(query: unknown, options?: LegacyMetricFindQueryOptions): Promise<MetricFindValue[]> {
    const tags = readTagQuery(query);
    if (tags === undefined) {
      throw new Error(
        'A variable query of Tempo is an object with "type" 0 for names of attributes or 1 for values of "label"'
      );
    }
    const span = options?.range === undefined ? undefined : spanOf(options.range);
    return (await findTags(tags, this.api, span)).map((text) => ({ text }));
  }

  /** Variables filled in: what Explore or a copy of the query needs. */
  override interpolateVariablesInQueries(queries: TempoQuery[], scopedVars: ScopedVars): TempoQuery[] {
    return queries.map((query) => ({ ...this.interpolate(query, scopedVars), datasource: this.getRef() }));
  }

  override async testDatasource(): Promise<{ status: string; message: string }> {
    await this.api.get('/api/v2/search/tags', new URLSearchParams({ limit: '1' }));
    return { status: 'success', message: 'Tempo answers.' };
  }

  /**
   * Grafana looks at the first query to tell what is asked: all of a request are traces, or all metrics. Of searches it runs the
   * first alone.
   */
  private targetsOf({ targets, scopedVars }: DataQueryRequest<TempoQuery>): TempoTarget[] {
    const shown = targets.filter(({ hide }) => hide !== true);
    const texts = shown
      .filter(({ queryType = 'traceql' }) => queryType === 'traceql' || queryType === 'traceId')
      .map((query) => this.interpolate(query, scopedVars))
      .map((query) => ({ query, traceql: query.query ?? '' }));
    const kind = kindOf(texts[0]?.traceql ?? '');
    const forms = shown
      .filter(({ queryType }) => queryType === 'traceqlSearch')
      .slice(0, 1)
      .map((raw): TempoTarget => {
        const query = this.interpolate(raw, scopedVars);
        return { query, traceql: queryOfFilters(query.filters ?? []), kind: 'search' };
      });
    return [
      ...texts
        .slice(0, kind === 'search' ? 1 : undefined)
        .filter(({ traceql }) => traceql.trim() !== '')
        .map((text) => ({ ...text, kind })),
      ...forms,
    ];
  }

  private interpolate(query: TempoQuery, scopedVars: ScopedVars): TempoQuery {
    const piped = (text: string): string => getTemplateSrv().replace(text, scopedVars, VariableFormatID.Pipe);
    const filled = (filter: SearchFilter): SearchFilter => ({
      ...filter,
      tag: getTemplateSrv().replace(filter.tag ?? '', scopedVars),
      ...(filter.value === undefined
        ? {}
        : { value: typeof filter.value === 'string' ? piped(filter.value) : filter.value.map(piped) }),
    });
    return {
      ...query,
      query: piped(query.query ?? ''),
      ...(query.filters === undefined ? {} : { filters: query.filters.map(filled) }),
    };
  }

  private links(): TempoContext['links'] {
    const { uid: datasourceUid, name: datasourceName } = this.settings;
    const trace = (title: string, query: string, spanId?: string): ReturnType<typeof queryLink> =>
      queryLink(
        title,
        {
          datasourceUid,
          datasourceName,
          query: { query, queryType: 'traceql' },
          ...(spanId === undefined ? {} : { spanId }),
        },
        this.pageOf
      );
    return {
      trace: trace('Trace: ${__value.raw}', '${__value.raw}'),
      span: trace('Span: ${__value.raw}', '${__data.fields.traceIdHidden}', '${__value.raw}'),
      exemplar: trace('View trace', '${__value.raw}'),
    };
  }
}
