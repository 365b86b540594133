import {
  DataSourceApi,
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type MetricFindValue,
} from '@grafana/data';
import { from, type Observable } from 'rxjs';

/** What a fake finds. A thrown error is one that the data source reports. */
export type Answer = (query: string, request: DataQueryRequest) => readonly DataFrame[] | Promise<readonly DataFrame[]>;

const settingsOf = (type: string) =>
  ({ id: 1, uid: `${type}-uid`, name: `My ${type}`, type }) as DataSourceInstanceSettings;

const queryIn = (target: DataQuery): string => {
  const { expr, query } = target as { readonly expr?: string; readonly query?: string };
  return expr ?? query ?? '';
};

/** A data source of which a test says what it finds, and which remembers what it was asked. */
export class FakeSource extends DataSourceApi {
  readonly asked: string[] = [];
  /** The values of each label of streams, as a Loki lists them. */
  labels: { readonly [label: string]: readonly string[] } = { service_name: ['dynamo-frontend', 'billing'] };
  /** In place of an answer to questions for labels. */
  labelsFail: Error | undefined;

  readonly instanceSettings: DataSourceInstanceSettings;

  /** @param type kind of data source; its uid is `<type>-uid`. */
  constructor(
    type: string,
    public answer: Answer = () => []
  ) {
    super(settingsOf(type));
    this.instanceSettings = settingsOf(type);
  }

  override query(request: DataQueryRequest): Observable<DataQueryResponse> {
    return from(this.respond(request));
  }

  override testDatasource = () => Promise.resolve({ status: 'success', message: '' });

  override metricFindQuery = async (query: unknown): Promise<MetricFindValue[]> => {
    if (this.labelsFail !== undefined) {
      throw this.labelsFail;
    }
    const { type, label = '' } = query as { readonly type: 0 | 1; readonly label?: string };
    return (type === 0 ? Object.keys(this.labels) : (this.labels[label] ?? [])).map((text) => ({ text }));
  };

  private async respond(request: DataQueryRequest): Promise<DataQueryResponse> {
    const query = request.targets.map(queryIn).join('\n');
    this.asked.push(query);
    try {
      return { data: [...(await this.answer(query, request))] };
    } catch (reason) {
      return { data: [], error: { message: reason instanceof Error ? reason.message : String(reason) } };
    }
  }
}
