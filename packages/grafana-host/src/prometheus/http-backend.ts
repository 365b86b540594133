import type {
  InstantRequest,
  InstantResult,
  LabelValuesRequest,
  Labels,
  PrometheusBackend,
  RangeRequest,
  RangeSeries,
  SeriesRequest,
} from './backend.ts';
import { readInstantResult, readLabelSets, readMatrix, readStrings } from './http-response.ts';

/** What `fetch` does, so that tests can put their own in place. */
export type Fetch = (
  url: string,
  init?: { readonly method: string; readonly body: URLSearchParams; readonly signal?: AbortSignal }
) => Promise<Response>;

/** A Prometheus behind its HTTP API. `baseUrl` is what stands before `/api/v1`, without a slash at the end. */
export class HttpBackend implements PrometheusBackend {
  constructor(
    private readonly baseUrl: string,
    private readonly fetchUrl: Fetch = (url, init) => fetch(url, init)
  ) {}

  async queryRange(request: RangeRequest, signal?: AbortSignal): Promise<readonly RangeSeries[]> {
    const form = {
      query: request.expr,
      start: seconds(request.startMs),
      end: seconds(request.endMs),
      step: seconds(request.stepMs),
    };
    return readMatrix(await this.post('query_range', form, signal));
  }

  async query(request: InstantRequest, signal?: AbortSignal): Promise<InstantResult> {
    return readInstantResult(await this.post('query', { query: request.expr, time: seconds(request.timeMs) }, signal));
  }

  async labelValues({ label, match, startMs, endMs }: LabelValuesRequest): Promise<readonly string[]> {
    const query = new URLSearchParams({ start: seconds(startMs), end: seconds(endMs) });
    if (match !== undefined) {
      query.set('match[]', match);
    }
    return readStrings(await this.read(`label/${encodeURIComponent(label)}/values?${query.toString()}`));
  }

  async series({ match, startMs, endMs }: SeriesRequest): Promise<readonly Labels[]> {
    const form = { 'match[]': match, start: seconds(startMs), end: seconds(endMs) };
    return readLabelSets(await this.post('series', form));
  }

  private post(path: string, form: Record<string, string>, signal?: AbortSignal): Promise<unknown> {
    const body = new URLSearchParams(form);
    return this.read(path, { method: 'POST', body, ...(signal === undefined ? {} : { signal }) });
  }

  private async read(path: string, init?: Parameters<Fetch>[1]): Promise<unknown> {
    const response = await this.fetchUrl(`${this.baseUrl}/api/v1/${path}`, init);
    const text = await response.text();
    return dataOf(parseJson(text), response, text);
  }
}

const seconds = (ms: number): string => String(ms / 1000);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Prometheus answers errors with status 4xx or 5xx and a JSON body that says why; a proxy may answer with anything. */
function dataOf(body: unknown, response: Response, text: string): unknown {
  if (typeof body === 'object' && body !== null) {
    if ('status' in body && body.status === 'success' && 'data' in body) {
      return body.data;
    }
    if ('error' in body && typeof body.error === 'string') {
      throw new Error(body.error);
    }
  }
  throw new Error(`Prometheus answered ${response.status} ${response.statusText}: ${text.slice(0, 200)}`);
}
