import { acceptedBody, ApiError, type JsonApi } from './json-api.ts';

/** What `fetch` does, so that tests can put their own in place. */
export type FetchJson = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal?: AbortSignal }
) => Promise<Response>;

/** An API over HTTP. `baseUrl` is what stands before the paths, without a slash at the end; `headers` go with every request. */
export class HttpJsonApi implements JsonApi {
  constructor(
    private readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>> = {},
    private readonly fetchUrl: FetchJson = (url, init) => fetch(url, init)
  ) {}

  async get(path: string, params: URLSearchParams, signal?: AbortSignal): Promise<unknown> {
    const query = params.toString();
    const url = `${this.baseUrl}${path}${query === '' ? '' : `?${query}`}`;
    const headers = { accept: 'application/json', ...this.headers };
    const response = await this.fetchUrl(url, { headers, ...(signal === undefined ? {} : { signal }) });
    const text = await response.text();
    const json = parseJson(text);
    if (response.ok && json === undefined) {
      throw new ApiError(response.status, `${path} answered with something that is no JSON: ${text.slice(0, 200)}`);
    }
    return acceptedBody(response.status, json ?? text.slice(0, 1000));
  }
}

/** Undefined where it is none: errors come as plain text, and a proxy may answer with anything. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
