import {
  DataSourceApi,
  LoadingState,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type ScopedVars,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, forkJoin, from, last, map, mergeMap, of, type Observable } from 'rxjs';

import { instanceSettings } from '../instance-settings.ts';

/** Grafana's name for the data source of a panel whose queries each name their own. */
export const MIXED = '-- Mixed --';

const plain = instanceSettings({
  uid: MIXED,
  name: MIXED,
  type: 'mixed',
  typeName: 'Mixed',
  isDefault: false,
  jsonData: {},
  can: { metrics: true },
});

/** Scenes leaves queries of a mixed data source to the sources that they name. */
export const mixedSettings: DataSourceInstanceSettings = { ...plain, meta: { ...plain.meta, mixed: true } };

type Find = (ref: DataSourceRef | null | undefined, scopedVars: ScopedVars) => Promise<DataSourceApi>;

/** Asks each data source for its queries, and answers when all have: what fails is an error beside the frames of the others. */
export class MixedDataSource extends DataSourceApi {
  constructor(private readonly find: Find) {
    super(mixedSettings);
    this.meta = mixedSettings.meta;
  }

  override query(request: DataQueryRequest): Observable<DataQueryResponse> {
    const uids = [...new Set(request.targets.map(uidOf))];
    const groups = uids.map((uid) => request.targets.filter((target) => uidOf(target) === uid));
    return groups.length === 0
      ? of({ data: [], state: LoadingState.Done })
      : forkJoin(groups.map((targets) => this.ask(targets, request))).pipe(map(joined));
  }

  override testDatasource(): Promise<{ status: string; message: string }> {
    return Promise.resolve({ status: 'success', message: 'Asks others.' });
  }

  private ask(targets: DataQuery[], request: DataQueryRequest): Observable<DataQueryResponse> {
    return from(this.find(targets[0]?.datasource, request.scopedVars)).pipe(
      mergeMap((source) => from(source.query({ ...request, targets }))),
      last(),
      catchError((error: Error) => of({ data: [], errors: [toDataQueryError(error)] }))
    );
  }
}

const uidOf = ({ datasource }: DataQuery): string => datasource?.uid ?? '';

function joined(responses: readonly DataQueryResponse[]): DataQueryResponse {
  const errors = responses.flatMap((response) => response.errors ?? []);
  const data = responses.flatMap((response) => response.data as unknown[]);
  return { data, state: errors.length > 0 ? LoadingState.Error : LoadingState.Done, errors };
}
