import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { Observable } from 'rxjs';

/** One query of a request. `refId` names it where it fails. */
export interface Job {
  readonly refId: string;
  readonly run: (signal: AbortSignal) => Promise<DataFrame[]>;
}

/**
 * Runs all queries of a request at once. What fails becomes an error of the panel beside the frames of the others. Nobody waiting
 * any more ends the work.
 */
export function answer(jobs: () => readonly Job[]): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    const abort = new AbortController();
    void responseOf(jobs(), abort.signal).then((response) => {
      subscriber.next(response);
      subscriber.complete();
    });
    return () => abort.abort();
  });
}

async function responseOf(jobs: readonly Job[], signal: AbortSignal): Promise<DataQueryResponse> {
  const results = await Promise.allSettled(jobs.map((job) => job.run(signal)));
  const errors = results.flatMap((result, i) =>
    result.status === 'rejected' ? [{ message: textOf(result.reason), refId: jobs[i]?.refId ?? '' }] : []
  );
  return {
    data: results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
    ...(errors.length > 0 ? { errors } : {}),
  };
}

const textOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
