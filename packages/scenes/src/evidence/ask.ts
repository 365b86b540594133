import {
  CoreApp,
  LoadingState,
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceApi,
  type TimeRange,
} from '@grafana/data';
import { from, lastValueFrom } from 'rxjs';

let asked = 0;

/**
 * Asks a data source one question, outside any panel, and waits for the whole answer.
 * @throws Error with the words of the data source.
 */
export async function ask(source: DataSourceApi, target: DataQuery, range: TimeRange): Promise<readonly DataFrame[]> {
  const span = range.to.valueOf() - range.from.valueOf();
  const intervalMs = Math.max(1000, Math.round(span / 100));
  const request: DataQueryRequest = {
    app: CoreApp.Unknown,
    requestId: `evidence-${++asked}`,
    range,
    interval: `${Math.round(intervalMs / 1000)}s`,
    intervalMs,
    maxDataPoints: 100,
    scopedVars: {},
    targets: [{ ...target, datasource: { type: source.type, uid: source.uid } }],
    timezone: 'browser',
    startTime: Date.now(),
  };
  const response = await lastValueFrom(from(source.query(request)));
  const [error] = response.errors ?? (response.error === undefined ? [] : [response.error]);
  if (error !== undefined || response.state === LoadingState.Error) {
    throw new Error(error?.message ?? error?.data?.message ?? `${source.name} gave no reason`);
  }
  return response.data as readonly DataFrame[];
}
