/** A call of one of the HTTP query APIs, without the transport: form fields of a POST stand in `params` like those of a GET. */
export interface ApiRequest {
  /** Path below the data source, such as `/loki/api/v1/query_range`, percent-decoded by nobody yet. */
  readonly path: string;
  readonly params: URLSearchParams;
  /** What "now" is, in Unix milliseconds: a replay lives in another time than the machine. */
  readonly nowMs: number;
  /** Headers that change the answer, such as Loki's `X-Loki-Response-Encoding-Flags` and Tempo's `Accept`; a `Headers` object fits. */
  readonly headers?: { get(name: string): string | null };
}

/** The answer: an HTTP status and a body to be written as JSON, or as it is where it is a text or bytes (`Uint8Array`). */
export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
  /** Of a body that is bytes. */
  readonly contentType?: string;
}
