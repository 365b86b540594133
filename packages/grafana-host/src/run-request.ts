import {
  DataTopic,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type PanelData,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, finalize, from, map, of, startWith, type Observable } from 'rxjs';

/**
 * Grafana core's way from a request to panel data: Loading first, then what arrives, errors included. Frames of the annotations
 * topic (exemplars) are kept apart, or they would be drawn as series.
 */
export function runRequest(dataSource: Pick<DataSourceApi, 'query'>, request: DataQueryRequest): Observable<PanelData> {
  const empty: PanelData = {
    state: LoadingState.Loading,
    series: [],
    annotations: [],
    request,
    timeRange: request.range,
  };
  if (request.targets.length === 0) {
    return of({ ...empty, state: LoadingState.Done });
  }
  const packets = new Map<string, readonly DataFrame[]>();
  return from(dataSource.query(request)).pipe(
    map((response) => {
      packets.set(response.key ?? '', response.data.map(toDataFrame));
      return { ...empty, ...outcomeOf(response), ...splitByTopic([...packets.values()].flat()) };
    }),
    startWith(empty),
    catchError((error: Error) => of({ ...empty, state: LoadingState.Error, errors: [toDataQueryError(error)] })),
    finalize(() => {
      request.endTime = Date.now();
    })
  );
}

function outcomeOf({ state, errors = [] }: DataQueryResponse): Pick<PanelData, 'state' | 'errors'> {
  return errors.length > 0 ? { state: LoadingState.Error, errors } : { state: state ?? LoadingState.Done };
}

function splitByTopic(frames: readonly DataFrame[]): Pick<PanelData, 'series' | 'annotations'> {
  const isAnnotation = (frame: DataFrame): boolean => frame.meta?.dataTopic === DataTopic.Annotations;
  return { series: frames.filter((f) => !isAnnotation(f)), annotations: frames.filter(isAnnotation) };
}
